package dev.showwise.migrate;

import java.time.Duration;
import java.util.Objects;

/**
 * A statement as a migration sent it.
 *
 * @param sql its text; values that were bound are not in it, only their places
 * @param times how often it was sent in a row, with whatever values
 * @param duration how long that took in all, as the rehearsal saw it
 * @param fate what became of it
 */
public record SentStatement(String sql, int times, Duration duration, Fate fate) {

  /** What became of a statement. */
  public enum Fate {
    /** It was executed. */
    DONE,
    /** It failed. */
    FAILED,
    /**
     * It was left out, because the rehearsal runs in a transaction and the product does not execute
     * it in one. What came after it was sent to a database without its effect.
     */
    LEFT_OUT
  }

  /** Checks that the parts are there. */
  public SentStatement {
    Objects.requireNonNull(sql, "sql");
    Objects.requireNonNull(duration, "duration");
    Objects.requireNonNull(fate, "fate");
  }
}
