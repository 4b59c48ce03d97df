package dev.showwise.migrate.internal.dialect;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/** Schemas of their own for tests on a server whose URL is given; without one they are skipped. */
final class PostgresSchemas {
  static final String URL_PROPERTY = "showwise.test.postgresql.url";

  private PostgresSchemas() {}

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
    String url = System.getProperty(URL_PROPERTY);
    Assumptions.assumeTrue(url != null, "no PostgreSQL server: set -D" + URL_PROPERTY);
    Connection connection = DriverManager.getConnection(url);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path TO \"" + schema + "\"");
    }
    return new TestDatabase(connection);
  }
}
