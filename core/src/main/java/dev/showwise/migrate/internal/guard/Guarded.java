package dev.showwise.migrate.internal.guard;

import java.sql.SQLException;
import java.sql.Wrapper;

/** What everything that a guarded connection hands out has in common: there is no way behind it. */
interface Guarded extends Wrapper {

  @Override
  default <T> T unwrap(Class<T> type) throws SQLException {
    throw Refusal.of(
        "unwrap",
        "on the driver's own object a statement or a commit would go past the engine. Do it in SQL");
  }

  @Override
  default boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
