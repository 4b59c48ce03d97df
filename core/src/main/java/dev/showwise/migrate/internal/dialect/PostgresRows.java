package dev.showwise.migrate.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Reads rows of PostgreSQL's catalogue through whatever is between here and the server. The driver gives
 * a statement that it sees often a name on the server, and a pool of connections on the way may send the
 * next one to a server connection that does not know the name; so no text is sent twice.
 */
final class PostgresRows {
  private PostgresRows() {}

  /** What the reader makes of all rows, in order. */
  static <T> List<T> all(
      Connection connection, String sql, Rows.Reader<T> reader, String... arguments)
      throws SQLException {
    String once = sql + " /* " + Long.toHexString(ThreadLocalRandom.current().nextLong()) + " */";
    return Rows.all(connection, once, reader, arguments);
  }

  /** What the reader makes of the first row; empty without rows. */
  static <T> Optional<T> first(
      Connection connection, String sql, Rows.Reader<T> reader, String... arguments)
      throws SQLException {
    return all(connection, sql, reader, arguments).stream().findFirst();
  }
}
