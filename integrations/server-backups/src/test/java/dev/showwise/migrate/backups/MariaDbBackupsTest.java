package dev.showwise.migrate.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.BackupOptions;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.servers.TestDatabase;
import dev.showwise.migrate.spi.BackupProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class MariaDbBackupsTest extends ServerBackupsContract {
  private final EmbeddedServer server = EmbeddedServer.shared(ServerKind.MARIADB);

  @Override
  TestDatabase newDatabase() {
    assumeTrue(
        server.unavailableBecause().isEmpty(), () -> server.unavailableBecause().orElse(""));
    return server.newDatabase();
  }

  @Override
  BackupProvider provider(TestDatabase of, String password) {
    return new MariaDbBackups(
        ServerAccess.of(of.jdbcUrl(), of.user(), password).orElseThrow(),
        server.program("bin/mariadb-dump"));
  }

  @Override
  void restore(Path backup, TestDatabase into) throws Exception {
    Process process = new ProcessBuilder(
            server.program("bin/mariadb").toString(),
            "--host=127.0.0.1",
            "--port=" + server.port(),
            "--protocol=TCP",
            "--user=" + into.user(),
            into.name())
        .redirectInput(backup.toFile())
        .redirectErrorStream(true)
        .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @Test
  void is_of_the_database_that_the_migrations_are_in_whatever_the_url_names() throws Exception {
    try (TestDatabase named = newDatabase();
        TestDatabase other = newDatabase();
        Connection connection = other.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE there (id INTEGER)");

      Backup backup = MigrationEngine.builder(named.dataSource())
          .allowNoMigrations()
          .schema(other.name())
          .backupProvider(provider(named, ""))
          .backupOptions(BackupOptions.DEFAULTS.in(folder))
          .build()
          .backup();

      assertThat(backup.file().getFileName().toString()).startsWith(other.name() + ".");
      assertThat(Files.readString(backup.file())).contains("CREATE TABLE `there`");
    }
  }
}
