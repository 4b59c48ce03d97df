package dev.showwise.migrate.faults;

import java.sql.SQLException;

/** What a test does at the calls of a driver. What it throws, the caller gets. */
public interface CallHook {
  /** The call comes next; if this throws, it is not made. */
  default void before(JdbcCall call) throws SQLException {}

  /** The call went well; if this throws, its answer is lost. */
  default void after(JdbcCall call) throws SQLException {}
}
