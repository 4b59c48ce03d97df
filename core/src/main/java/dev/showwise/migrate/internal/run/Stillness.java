package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.internal.history.Pulse;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a claim whose session cannot be seen has stood still for a whole lease, by this process's own
 * clock that does not jump. A look that took long says nothing of the time before it: a cluster that
 * executes a change of the schema keeps everybody waiting, its owner's signs of life too.
 */
final class Stillness {
  private static final Duration PROMPT = Duration.ofSeconds(1);

  private final Duration lease;
  private @Nullable Pulse last;
  private String claim = "";
  private long since;
  private long lookedAt;
  private boolean moved;

  Stillness(Duration lease) {
    this.lease = lease;
  }

  /** Takes the pulse of a claim. */
  @FunctionalInterface
  interface Look {
    Pulse at(String claim) throws SQLException;
  }

  /** Looks once more. True if nothing has moved for a lease; never for one that gave no sign at all. */
  boolean isOver(HistoryEntry open, Look look) throws SQLException {
    long before = System.nanoTime();
    Pulse pulse = look.at(open.claim());
    long now = System.nanoTime();
    moved = last != null && !pulse.equals(last);
    boolean late = now - before > PROMPT.toNanos() || before - lookedAt > PROMPT.toNanos();
    if (moved || late || last == null || !claim.equals(open.claim())) {
      last = pulse;
      claim = open.claim();
      since = now;
    }
    lookedAt = now;
    return pulse.beats() > 0 && now - since >= lease.toNanos();
  }

  /** Whether a claim that gave signs of life has been still for a while, and not yet for long enough. */
  boolean isCounting(HistoryEntry open) {
    Pulse pulse = last;
    return pulse != null && claim.equals(open.claim()) && pulse.beats() > 0 && !moved;
  }

  /** It was seen; what it looked like before does not count. */
  void forget() {
    last = null;
  }
}
