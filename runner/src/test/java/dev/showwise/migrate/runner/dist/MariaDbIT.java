package dev.showwise.migrate.runner.dist;

import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.servers.TestDatabase;
import java.util.List;

class MariaDbIT extends OnAServer {
  @Override
  DatabaseServer server() {
    return EmbeddedServer.shared(ServerKind.MARIADB);
  }

  @Override
  String driver() {
    return "org.mariadb.jdbc.Driver";
  }

  @Override
  String driverArtifact() {
    return "org.mariadb.jdbc:mariadb-java-client";
  }

  @Override
  List<String> letWrite(String account, String schema) {
    return List.of(
        "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES ON " + schema
            + ".* TO " + account,
        "GRANT ALL PRIVILEGES ON `showwise\\_rehearsal\\_%`.* TO " + account);
  }

  @Override
  List<String> letRead(String account, String schema) {
    return List.of("GRANT SELECT ON " + schema + ".* TO " + account);
  }

  @Override
  String makeAccount(String account) {
    return "CREATE USER " + account + " IDENTIFIED BY '" + PASSWORD + "'";
  }

  @Override
  String ownSchema(TestDatabase database) {
    return database.name();
  }

  @Override
  String urlWithoutSchema(TestDatabase database) {
    return database.jdbcUrl().replace(database.name(), "");
  }

  @Override
  String makeSchema(String schema) {
    return "CREATE DATABASE " + schema;
  }

  @Override
  String endless() {
    return "SELECT COUNT(*) FROM information_schema.columns a, information_schema.columns b, information_schema.columns c, information_schema.columns d WHERE CONCAT(a.column_name, b.column_name) = 'x'";
  }
}
