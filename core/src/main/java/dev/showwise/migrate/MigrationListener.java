package dev.showwise.migrate;

import dev.showwise.migrate.HistoryEntry.Direction;
import java.time.Duration;

/**
 * Hears what a run does, as it does it, on the thread of the run. What a listener throws ends the
 * run as a failure of the migration at hand; it should be quick.
 *
 * <p>On SQLite several migrations may share a transaction. What is heard of them is the same, in the same
 * order, but comes once it is committed; only {@link #running} comes at once. What a listener throws then
 * ends the run as a failure of the next migration.
 */
public interface MigrationListener {
  /** The run begins; these steps are planned. Not called when there is nothing to do. */
  default void planned(Plan plan) {}

  /** A backup was made and read back; the run goes on to make its first change. */
  default void backedUp(Backup backup) {}

  /** A migration begins. */
  default void started(MigrationLabel migration, Direction direction) {}

  /**
   * The code of a migration begins to run.
   *
   * @param cancellation ends it from another thread
   */
  default void running(MigrationLabel migration, Cancellation cancellation) {}

  /** A step of it is done: {@code Table two_factor_auth created}. */
  default void step(MigrationLabel migration, String message) {}

  /** A migration was applied, adopted, reverted or settled, and it is committed. */
  default void completed(MigrationReport.Completed completed) {}

  /** A migration failed. */
  default void failed(MigrationReport.Failure failure) {}

  /** The run waits for another process that holds the database. */
  default void waiting(String forWhat, Duration waited) {}
}
