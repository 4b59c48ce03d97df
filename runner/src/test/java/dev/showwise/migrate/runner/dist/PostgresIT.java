package dev.showwise.migrate.runner.dist;

import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.servers.Durability;
import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.servers.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class PostgresIT extends OnAServer {
  @TempDir
  static Path settings;

  private static EmbeddedServer server;

  /** The shared one asks nobody for a password. */
  @BeforeAll
  static void aServerThatAsksForPasswords() throws IOException {
    Path rules = settings.resolve("pg_hba.conf");
    Files.writeString(
        rules, "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
    if (!Distribution.isWindows()) {
      // it may run as another user
      Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setPosixFilePermissions(rules, PosixFilePermissions.fromString("rw-r--r--"));
    }
    server = EmbeddedServer.own(
        ServerKind.POSTGRESQL, Durability.FAST, "hba_file=" + rules.toAbsolutePath());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  DatabaseServer server() {
    return server;
  }

  @Override
  String driver() {
    return "org.postgresql.Driver";
  }

  @Override
  String driverArtifact() {
    return "org.postgresql:postgresql";
  }

  @Override
  List<String> letWrite(String account, String schema) {
    return List.of("GRANT CREATE, USAGE ON SCHEMA " + schema + " TO " + account);
  }

  @Override
  List<String> letRead(String account, String schema) {
    return List.of(
        "GRANT USAGE ON SCHEMA " + schema + " TO " + account,
        "GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO " + account);
  }

  @Override
  String makeAccount(String account) {
    return "CREATE ROLE " + account + " LOGIN PASSWORD '" + PASSWORD + "'";
  }

  @Override
  String ownSchema(TestDatabase database) {
    return "public";
  }

  @Override
  String urlWithoutSchema(TestDatabase database) {
    return database.jdbcUrl();
  }

  @Override
  String makeSchema(String schema) {
    return "CREATE SCHEMA " + schema;
  }

  @Override
  String endless() {
    return "SELECT count(*) FROM generate_series(1, 100000000000)";
  }
}
