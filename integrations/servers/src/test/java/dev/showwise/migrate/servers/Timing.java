package dev.showwise.migrate.servers;

import java.util.concurrent.Callable;

/** Prints how long something took, for whoever wonders where a build's time goes. */
final class Timing {
  private Timing() {}

  static <T> T of(String who, String what, Callable<T> action) throws Exception {
    long start = System.nanoTime();
    T result = action.call();
    System.out.printf("%-10s  %-30s  %5d ms%n", who, what, (System.nanoTime() - start) / 1_000_000);
    return result;
  }
}
