package dev.showwise.migrate.runner.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a signal end a run at a safe point. Between two steps of a migration the run is stopped, and
 * the database undoes what was not committed. A statement that takes longer than the grace period
 * ends with the process; its transaction is undone when the database is opened next.
 */
public final class Interruption {
  private static final long GRACE_SECONDS = 5;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean requested;
  private volatile boolean working;

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
        boolean ended = finished.await(GRACE_SECONDS, TimeUnit.SECONDS);
        working = working && !ended;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether a signal came. */
  public boolean isRequested() {
    return requested;
  }

  /** From here on the database is changed. */
  void beginWork() {
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
