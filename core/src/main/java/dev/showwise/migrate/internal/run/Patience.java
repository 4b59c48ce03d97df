package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.MigrationListener;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a run still waits for others who make no progress; its own work does not count, and when the
 * others get on, it begins anew. Waits in short spells that grow, so that a fresh look follows soon, and
 * that are of no fixed length, so that many who wait do not all look at the same moment; measured by a
 * clock that does not jump.
 */
final class Patience {
  private static final Duration SHORTEST = Duration.ofMillis(2);
  private static final Duration LONGEST = Duration.ofMillis(100);
  private static final Duration BETWEEN_WORDS = Duration.ofSeconds(2);

  private final Duration limit;
  private final MigrationListener listener;
  private Duration earlier = Duration.ZERO;
  private long attemptedSince;
  private boolean attempting;
  private boolean refused;
  private Duration spell = SHORTEST;
  private Duration nextWord = BETWEEN_WORDS;

  Patience(Duration limit, MigrationListener listener) {
    this.limit = limit;
    this.listener = listener;
  }

  /** Something is tried that others may stand in the way of; a driver may wait for them too. */
  void attempt() {
    if (!attempting) {
      attempting = true;
      attemptedSince = System.nanoTime();
    }
  }

  /** Waits a spell. Returns false if patience is at its end, or the thread was interrupted. */
  boolean waitFor(String what) {
    attempt();
    refused = true;
    Duration waited = waited();
    if (waited.compareTo(limit) >= 0 || Thread.currentThread().isInterrupted()) {
      return false;
    }
    if (waited.compareTo(nextWord) >= 0) {
      listener.waiting(what, waited);
      nextWord = waited.plus(BETWEEN_WORDS);
    }
    Duration left = limit.minus(waited);
    pause(left.compareTo(spell) < 0 ? left : spell);
    return true;
  }

  private void pause(Duration longest) {
    long half = longest.toNanos() / 2;
    LockSupport.parkNanos(half + ThreadLocalRandom.current().nextLong(half + 1));
    spell = spell.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : spell.multipliedBy(2);
  }

  /** Lets others get on who are at work, and faster: to compete with them would hold all of them up. */
  void giveWay() {
    pause(spell);
  }

  /** The others made progress, so that the time for which they may stand still begins anew. */
  void progress() {
    earlier = Duration.ZERO;
    refused = false;
    attempting = false;
    nextWord = BETWEEN_WORDS;
  }

  /** What was tried worked: what comes now is this run's own work. */
  void done() {
    earlier = waited();
    attempting = false;
    refused = false;
  }

  /** What was waited for came: the next wait begins with short spells again. */
  void rewarded() {
    done();
    spell = SHORTEST;
  }

  Duration waited() {
    return refused ? earlier.plusNanos(System.nanoTime() - attemptedSince) : earlier;
  }
}
