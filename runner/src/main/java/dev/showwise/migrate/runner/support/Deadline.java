package dev.showwise.migrate.runner.support;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Lets something that may hang have its time, and goes on without it. Each is done on a thread of its own,
 * which does not keep the process from ending.
 */
final class Deadline {
  private final long end;
  private final Duration each;

  /**
   * Begins now.
   *
   * @param all for how long everything together may take
   * @param each for how long one of it may take
   */
  Deadline(Duration all, Duration each) {
    this.end = System.nanoTime() + all.toNanos();
    this.each = each;
  }

  /** Something came too late, or there was no time left for it. */
  static final class TooLate extends Exception {
    TooLate(String message) {
      super(message);
    }
  }

  /**
   * What is found out in time.
   *
   * @throws TooLate if it is not
   * @throws ExecutionException what went wrong with it, as the cause
   */
  <T> T get(String name, Supplier<T> finding) throws TooLate, ExecutionException {
    long left = Math.min(each.toNanos(), end - System.nanoTime());
    if (left <= 0) {
      throw new TooLate("there was no time left for it");
    }
    CompletableFuture<T> found = new CompletableFuture<>();
    Thread thread = new Thread(() -> find(finding, found), "support report: " + name);
    thread.setDaemon(true);
    thread.start();
    try {
      return found.get(left, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw new TooLate("it was not there after " + Duration.ofNanos(left).toMillis() + " ms");
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new TooLate("the program was told to stop");
    }
  }

  private static <T> void find(Supplier<T> finding, CompletableFuture<T> found) {
    try {
      found.complete(finding.get());
    } catch (Throwable e) {
      // whatever it is, it belongs into the report
      found.completeExceptionally(e);
    }
  }
}
