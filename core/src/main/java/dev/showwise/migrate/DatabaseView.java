package dev.showwise.migrate;

import dev.showwise.migrate.schema.Schema;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database to read from. Valid during the call in which it was handed out; for one thread. */
public interface DatabaseView {
  /** What tables there are and what is in them, read when asked for. */
  Schema schema();

  /** Facts of the product, and its quoting. */
  DialectFacts dialect();

  /**
   * The rows of a query.
   *
   * @param sql one SELECT, with {@code ?} for each argument
   * @param mapper makes a value of each row; all are held in memory
   * @param arguments values for the {@code ?}, as {@link java.sql.PreparedStatement#setObject}
   *     takes them; null for NULL
   * @throws SQLException if the statement is refused or fails
   */
  <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... arguments)
      throws SQLException;
}
