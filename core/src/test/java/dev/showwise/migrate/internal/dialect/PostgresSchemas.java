package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.servers.ServerKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Schemas of their own for tests, all in one database: a schema is quicker to make than a database. */
final class PostgresSchemas {
  private static dev.showwise.migrate.servers.TestDatabase database;

  private PostgresSchemas() {}

  /** The database that the schemas are in. */
  static synchronized dev.showwise.migrate.servers.TestDatabase database() {
    DatabaseServer server = Servers.require(ServerKind.POSTGRESQL);
    if (database == null) {
      database = server.newDatabase();
    }
    return database;
  }

  /** A connection to a new, empty schema. */
  static TestDatabase create() throws SQLException {
    String schema = "Test " + UUID.randomUUID();
    TestDatabase db = open(schema);
    db.execute("CREATE SCHEMA \"" + schema + "\"");
    return db;
  }

  /** One more connection to the same schema. */
  static TestDatabase again(TestDatabase db) throws SQLException {
    return open(db.query("SELECT current_schema()").get(0));
  }

  /** Drops the schema and closes the connection. */
  static void drop(TestDatabase db) throws SQLException {
    try (db) {
      db.execute(
          "SET client_min_messages = warning",
          "DROP SCHEMA \"" + db.query("SELECT current_schema()").get(0) + "\" CASCADE");
    }
  }

  private static TestDatabase open(String schema) throws SQLException {
    Connection connection = database().connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path TO \"" + schema + "\"");
    }
    return new TestDatabase(connection);
  }
}
