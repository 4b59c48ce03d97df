package dev.showwise.migrate.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.servers.TestDatabase;
import dev.showwise.migrate.spi.BackupProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/** With the system's client programs, which no jar has. */
@Tag("cluster")
class PostgresBackupsTest extends ServerBackupsContract {
  private final EmbeddedServer server = EmbeddedServer.shared(ServerKind.POSTGRESQL);

  @Override
  TestDatabase newDatabase() {
    assumeTrue(
        server.unavailableBecause().isEmpty(), () -> server.unavailableBecause().orElse(""));
    assumeTrue(
        program("pg_dump").isPresent() && program("pg_restore").isPresent(),
        "the system lacks pg_dump (Debian: apt-get install postgresql-client)");
    return server.newDatabase();
  }

  private static Optional<Path> program(String name) {
    return ClientProgram.find(System.getenv("PATH"), name);
  }

  @Override
  BackupProvider provider(TestDatabase of, String password) {
    return ServerBackups.find(of.jdbcUrl(), of.user(), password, System.getenv("PATH"))
        .orElseThrow();
  }

  @Override
  void restore(Path backup, TestDatabase into) throws Exception {
    Process process = new ProcessBuilder(
            program("pg_restore").orElseThrow().toString(),
            "--host=127.0.0.1",
            "--port=" + server.port(),
            "--username=" + into.user(),
            "--dbname=" + into.name(),
            "--exit-on-error",
            backup.toString())
        .redirectErrorStream(true)
        .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
