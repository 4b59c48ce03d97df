package dev.showwise.migrate.benchmarks.contest;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Opens a database and reads one row: what no tool can do without. */
public final class Bare implements Contestant {
  private static final String QUERY = "SELECT count(*) FROM t1";

  /** The whole program; its argument is a URL. */
  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      read(connection);
    }
  }

  @Override
  public void migrate(DataSource database, Path scripts) throws SQLException {
    try (Connection connection = database.getConnection()) {
      read(connection);
    }
  }

  private static void read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      if (!rows.next()) {
        throw new SQLException("a count without a row");
      }
    }
  }
}
