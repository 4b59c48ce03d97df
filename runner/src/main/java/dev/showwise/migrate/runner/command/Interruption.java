package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.Cancellation;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets a signal end a run at a safe point. Between two steps of a migration the run is stopped, a statement
 * that is at work is cancelled, and the database undoes what was not committed. What has not ended after
 * the grace period, such as code of a migration that waits for something else, ends with the process; its
 * transaction is undone when the database is opened next.
 */
public final class Interruption {
  private static final long GRACE_MILLIS = 5_000;
  private static final long BETWEEN_CANCELLATIONS_MILLIS = 100;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean requested;
  private volatile boolean working;
  private volatile @Nullable Thread worker;
  private volatile @Nullable Cancellation underWay;

  /** Thrown through the engine, which takes it for a failure of the migration at hand. */
  static final class Stopped extends RuntimeException {
    Stopped() {
      super("stopped by a signal");
    }
  }

  /** Asks the run to stop, and waits for it as long as it changes something. */
  public void stop() {
    requested = true;
    if (working) {
      try {
        boolean ended = false;
        for (long waited = 0;
            !ended && waited < GRACE_MILLIS;
            waited += BETWEEN_CANCELLATIONS_MILLIS) {
          cancel();
          ended = finished.await(BETWEEN_CANCELLATIONS_MILLIS, TimeUnit.MILLISECONDS);
        }
        working = working && !ended;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void cancel() {
    Cancellation cancellation = underWay;
    if (cancellation != null) {
      try {
        cancellation.cancel();
      } catch (SQLException | RuntimeException e) {
        // the statement comes to its end, or ends with the process: both are safe
      }
    }
  }

  /** The code of a migration runs from here on. */
  void running(Cancellation cancellation) {
    underWay = cancellation;
    checkpoint();
  }

  /**
   * Whether the process ends because a migration called {@code System.exit}: no signal, but the
   * thread that does the work is on its way out in the middle of it.
   */
  public boolean isExitOfMigration() {
    Thread thread = worker;
    return working
        && thread != null
        && Stream.of(thread.getStackTrace())
            .anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime")
                && frame.getMethodName().equals("exit"));
  }

  /** Whether a signal came. */
  public boolean isRequested() {
    return requested;
  }

  /** From here on the database is changed. */
  void beginWork() {
    worker = Thread.currentThread();
    working = true;
  }

  /** Nobody waits for an answer that may never come. */
  void pauseWork() {
    working = false;
  }

  /** A point at which it is safe to stop. */
  void checkpoint() {
    if (requested) {
      throw new Stopped();
    }
  }

  /** The run has said its last word. */
  public void finish() {
    working = false;
    finished.countDown();
  }
}
