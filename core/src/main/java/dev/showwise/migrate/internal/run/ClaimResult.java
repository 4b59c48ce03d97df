package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.Problem;
import org.jspecify.annotations.Nullable;

/** How a claim ended. */
sealed interface ClaimResult {
  /** It is done and recorded. */
  record Done(Completed completed) implements ClaimResult {}

  /** Another runner appended to the history first; nothing was changed by this one. */
  record Overtaken() implements ClaimResult {}

  /** The database was not as needed; nothing was changed. */
  record Stopped(Problem problem) implements ClaimResult {}

  /** It failed. */
  record FailedToFinish(Failure failure, Throwable cause) implements ClaimResult {}

  /**
   * One of its statements met a lock that the application holds, or a transaction of it that came first;
   * all was rolled back, and it may be tried again.
   */
  record HeldUp(Failure failure, Throwable cause) implements ClaimResult {}

  /** Others held the database for too long; nothing was changed. */
  record TimedOut(String message, @Nullable Throwable cause) implements ClaimResult {}
}
