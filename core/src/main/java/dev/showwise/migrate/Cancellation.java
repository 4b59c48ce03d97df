package dev.showwise.migrate;

import java.sql.SQLException;

/** Ends what a migration is doing. For any thread, at any time. */
@FunctionalInterface
public interface Cancellation {
  /**
   * Has the driver cancel the statement that is at work, and lets no further one through. The migration
   * fails, as far as the driver can cancel: one that cannot lets the statement come to its end. Nothing
   * happens if the migration's code has ended. To be called again while the run goes on: a statement that
   * is just being sent is missed by a call that comes too early.
   *
   * @throws SQLException if the driver could not be asked to
   */
  void cancel() throws SQLException;
}
