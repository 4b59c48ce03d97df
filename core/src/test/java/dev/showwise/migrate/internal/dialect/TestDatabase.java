package dev.showwise.migrate.internal.dialect;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database for one test. */
public final class TestDatabase implements AutoCloseable {
  private final Connection connection;

  /** A SQLite file. */
  public TestDatabase(Path file) throws SQLException {
    this(DriverManager.getConnection("jdbc:sqlite:" + file));
  }

  /** The database behind a connection, which is closed with it. */
  public TestDatabase(Connection connection) {
    this.connection = connection;
  }

  public Connection connection() {
    return connection;
  }

  public void execute(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** All rows, the columns of each joined with {@code |}. */
  public List<String> query(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(rows.getString(i));
        }
        found.add(String.join("|", values.stream().map(String::valueOf).toList()));
      }
      return found;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
