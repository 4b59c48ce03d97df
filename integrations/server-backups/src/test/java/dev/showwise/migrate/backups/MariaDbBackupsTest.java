package dev.showwise.migrate.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.servers.TestDatabase;
import dev.showwise.migrate.spi.BackupProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

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
}
