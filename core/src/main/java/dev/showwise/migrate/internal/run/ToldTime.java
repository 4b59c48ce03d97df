package dev.showwise.migrate.internal.run;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a server's clock said, and when that was by the clock of this process that only goes on.
 *
 * @param at the server's time
 * @param read when it was read, as {@link System#nanoTime} has it
 */
record ToldTime(Instant at, long read) {
  /** Both clocks go at the same speed for so long, to the millisecond. */
  private static final Duration GOOD_FOR = Duration.ofSeconds(10);

  /** Whether the server is to be asked again. */
  boolean isOld() {
    return System.nanoTime() - read > GOOD_FOR.toNanos();
  }

  /** The server's time now, to the millisecond, as a history keeps it. */
  Instant now() {
    return at.plusNanos(System.nanoTime() - read).truncatedTo(ChronoUnit.MILLIS);
  }
}
