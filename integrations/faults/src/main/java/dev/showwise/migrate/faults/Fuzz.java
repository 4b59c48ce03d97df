package dev.showwise.migrate.faults;

import java.util.Random;

/**
 * Does something with noise, again and again: {@code -Dshowwise.test.fuzz=N} times, from {@code
 * -Dshowwise.test.seed=N}. A failure names the seed with which it comes again at once.
 */
public final class Fuzz {
  private Fuzz() {}

  /** Something that is done with noise. */
  @FunctionalInterface
  public interface Case {
    /** Does it; an exception or an error means that it must not be so. */
    void with(Noise noise) throws Exception;
  }

  /**
   * Does it, and counts.
   *
   * @param inABuild how often, unless told otherwise
   * @param share of how many that were wished for one is done; for those that take long
   */
  public static void of(String what, int inABuild, int share, Case one) {
    int wished = Effort.of("fuzz", 0);
    int cases = wished == 0 ? inABuild : Math.max(1, wished / share);
    long first = Long.getLong("showwise.test.seed", System.nanoTime());
    for (long seed = first; seed < first + cases; seed++) {
      try {
        one.with(new Noise(new Random(seed)));
      } catch (Exception | Error e) {
        throw new AssertionError(
            what + ": -Dshowwise.test.seed=" + seed + " -Dshowwise.test.fuzz=" + share + ": " + e,
            e);
      }
    }
    Tally.add("fuzz: " + what + ": " + cases + " cases, 0 findings, seed " + first);
  }
}
