package dev.showwise.migrate.internal.guard;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One call of the driver that prepares or sends a statement.
 *
 * @param <T> what the driver answers
 */
@FunctionalInterface
public interface SqlCall<T extends @Nullable Object> {
  /**
   * Makes the call; once, unless whoever handed it over says otherwise.
   *
   * @throws SQLException if the database refuses the statement or cannot be reached
   */
  T run() throws SQLException;
}
