package dev.showwise.migrate.runner.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** The rows of the demo's theatre. All of it is made up. */
public final class SampleRows {
  private final DataSource database;

  /** For a database that has ShowWise's tables. */
  public SampleRows(DataSource database) {
    this.database = database;
  }

  /**
   * Fills the base tables.
   *
   * @throws SQLException if the tables are not as expected; then nothing was inserted
   */
  public void insertBase() throws SQLException {
    execute(statements());
  }

  /**
   * Marks two users as cast, which needs the cast features.
   *
   * @throws SQLException if there is no such column; then nothing was changed
   */
  public void castTwoUsers() throws SQLException {
    execute(List.of("UPDATE \"user\" SET is_cast = 1 WHERE username IN ('mira', 'jonas')"));
  }

  private void execute(List<String> statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
      connection.commit();
    }
  }

  /** One statement a line. */
  private static List<String> statements() {
    try (InputStream in = SampleRows.class.getResourceAsStream("sample-rows.sql")) {
      if (in == null) {
        throw new IllegalStateException("sample-rows.sql is missing beside " + SampleRows.class);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("--"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
