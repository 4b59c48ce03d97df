package dev.showwise.migrate.internal.backup;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * SQLite's backup interface as its JDBC driver offers it in SQL: {@code backup to} and {@code restore
 * from}. Both copy page by page, with what is still in a write-ahead log, and both return as if all were
 * well when they could not: whoever calls them looks at what came of it.
 */
final class SqliteFiles {
  /** The name under which a copy is attached to be read. */
  static final String COPY = "backup_copy";

  private static final String DETACH = "DETACH DATABASE " + COPY;

  private SqliteFiles() {}

  /** The file of the connection's database; empty for one in memory. */
  static Optional<Path> of(Connection connection) throws SQLException {
    // not as a table of which columns are selected: that needs the schema, which may be damaged
    try (Statement statement = connection.createStatement();
        ResultSet databases = statement.executeQuery("PRAGMA database_list")) {
      while (databases.next()) {
        String file = databases.getString(3);
        if (databases.getString(2).equals("main") && file != null && !file.isEmpty()) {
          return Optional.of(Path.of(file));
        }
      }
      return Optional.empty();
    }
  }

  /** Copies the connection's database into a file. */
  static void copyTo(Connection connection, Path file) throws SQLException {
    execute(connection, "backup to \"" + FileUri.of(file) + "\"");
  }

  /** Makes the connection's database what a file is, in one step: until then it is what it was. */
  static void copyFrom(Connection connection, Path file) throws SQLException {
    execute(connection, "restore from \"" + FileUri.of(file) + "?mode=ro\"");
  }

  /**
   * Attaches a file as {@link #COPY}, for the time that {@code reading} takes. The file becomes one that
   * needs no other beside it.
   */
  static <T> T reading(Connection connection, Path file, Reading<T> reading) throws SQLException {
    try (PreparedStatement attach = connection.prepareStatement("ATTACH DATABASE ? AS " + COPY)) {
      attach.setString(1, file.toAbsolutePath().toString());
      attach.executeUpdate();
    } catch (Throwable e) {
      // its answer may be all that was lost
      try {
        execute(connection, DETACH);
      } catch (SQLException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
    T result;
    try {
      FingerprintReader copy = new FingerprintReader(connection, COPY);
      copy.text("PRAGMA " + COPY + ".journal_mode=DELETE");
      result = reading.of(copy);
    } catch (Throwable e) {
      try {
        detach(connection);
      } catch (Throwable suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
    detach(connection);
    return result;
  }

  /** Whoever gets the connection next must not find the file in it: where that fails, nobody gets it. */
  private static void detach(Connection connection) throws SQLException {
    try {
      execute(connection, DETACH);
    } catch (Throwable e) {
      Loan.end(connection, e);
      throw e;
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** What is done with an attached copy. */
  @FunctionalInterface
  interface Reading<T> {
    T of(FingerprintReader copy) throws SQLException;
  }
}
