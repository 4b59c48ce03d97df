package dev.showwise.migrate.spi;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a session that runs migrations may keep others waiting.
 *
 * @param lockWait how long one statement may wait for a lock that others hold; whoever waits for a
 *     lock makes all that come after it wait too
 * @param idle how long it may be silent before the server ends it, so that a process that was stopped
 *     and never woken does not hold its locks for ever
 */
public record SessionLimits(Duration lockWait, Duration idle) {
  /** Checks that both are there and not negative. */
  public SessionLimits {
    Objects.requireNonNull(lockWait, "lockWait");
    Objects.requireNonNull(idle, "idle");
    if (lockWait.isNegative() || idle.isNegative()) {
      throw new IllegalArgumentException("a limit must not be negative: " + lockWait + ", " + idle);
    }
  }
}
