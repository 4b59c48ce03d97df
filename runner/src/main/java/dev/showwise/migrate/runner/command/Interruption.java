package dev.showwise.migrate.runner.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  private volatile @Nullable Thread worker;

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
