package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.MigrationListener;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How often something is tried that the application is in the way of; with growing pauses. */
final class Retries {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private final int attempts;
  private final MigrationListener listener;
  private final long start = System.nanoTime();
  private Duration pause = FIRST_PAUSE;
  private int failed;

  /** Nothing was tried yet. */
  Retries(int attempts, MigrationListener listener) {
    this.attempts = attempts;
    this.listener = listener;
  }

  /**
   * After an attempt that failed: lets the application go on for a moment.
   *
   * @param what it waits for
   * @param reason why the attempt failed
   * @return whether there is another attempt
   */
  boolean pause(String what, Throwable reason) {
    failed++;
    if (failed >= attempts || Thread.currentThread().isInterrupted()) {
      return false;
    }
    try {
      listener.waiting(what, Duration.ofNanos(System.nanoTime() - start));
    } catch (RuntimeException e) {
      e.addSuppressed(reason);
      throw e;
    }
    LockSupport.parkNanos(pause.toNanos());
    pause = pause.multipliedBy(2);
    return true;
  }

  /** How often it was tried. */
  int tried() {
    return failed;
  }
}
