package dev.showwise.migrate.benchmarks.harness;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The same work again and again: if that does not take the same time, nothing does. */
final class Calibration {
  /** The middle half of the takings may be so far apart, as a share of the median. */
  static final double BOUND = 0.35;

  private static final byte[] BLOCK = new byte[1 << 20];
  private static final int BLOCKS = 20;
  private static final int WARM_UP = 20;

  private Calibration() {}

  /** Before the first, or the compiler would be what is measured. */
  static void warmUp() {
    for (int i = 0; i < WARM_UP; i++) {
      milliseconds();
    }
  }

  static double milliseconds() {
    long start = System.nanoTime();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int i = 0; i < BLOCKS; i++) {
        digest.update(BLOCK);
      }
      digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    return (System.nanoTime() - start) / 1e6;
  }
}
