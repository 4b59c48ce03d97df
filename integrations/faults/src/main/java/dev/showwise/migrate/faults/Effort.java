package dev.showwise.migrate.faults;

import java.time.Duration;

/** How much is tried of what is random, or too much for a build. */
public final class Effort {
  private static final String FAULTS = "showwise.test.faults";

  private Effort() {}

  /** As many as {@code -Dshowwise.test.WHAT=N} says, or as a build has time for. */
  public static int of(String what, int inABuild) {
    return Integer.getInteger("showwise.test." + what, inABuild);
  }

  /**
   * How many of the trials of a sweep: as many as a build has time for, all with {@code
   * -Dshowwise.test.faults=all}, and with {@code -Dshowwise.test.faults=300s} as many as take so long.
   *
   * @param each how long one of them takes
   */
  public static int trials(int inABuild, int possible, Duration each) {
    String wanted = System.getProperty(FAULTS, "");
    if (wanted.isEmpty()) {
      return Math.min(inABuild, possible);
    } else if (wanted.equals("all")) {
      return possible;
    } else if (!wanted.matches("\\d{1,6}s")) {
      throw new IllegalArgumentException(
          "-D" + FAULTS + "=" + wanted + " is neither 'all' nor a number of seconds such as 300s");
    }
    Duration time = Duration.ofSeconds(Long.parseLong(wanted.substring(0, wanted.length() - 1)));
    long fit = time.toNanos() / Math.max(1, each.toNanos());
    return (int) Math.min(possible, Math.max(inABuild, fit));
  }
}
