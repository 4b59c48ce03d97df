package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.MigrationListener;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How often something is tried that the application is in the way of; with growing pauses. */
final class Retries {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private final Duration longestPause;

  private final int attempts;
  private final MigrationListener listener;
  private final long start = System.nanoTime();
  private Duration pause;
  private int failed;

  /**
   * Nothing was tried yet.
   *
   * @param lease for how long a session may be silent; no pause is so long that a server would end it
   */
  Retries(int attempts, Duration lease, MigrationListener listener) {
    this.attempts = attempts;
    this.listener = listener;
    this.longestPause = shorter(LONGEST_PAUSE, lease.dividedBy(4));
    this.pause = shorter(FIRST_PAUSE, longestPause);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
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
    pause = shorter(pause.multipliedBy(2), longestPause);
    return true;
  }

  /** How often it was tried. */
  int tried() {
    return failed;
  }
}
