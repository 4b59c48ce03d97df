package dev.showwise.migrate;

import java.time.Duration;
import java.util.Objects;

/**
 * How an engine works.
 *
 * @param lockTimeout how long to wait for another runner, in all; default 60 seconds
 * @param historyTable the name of the history table, unquoted; default {@code migration_history}
 * @param actor who is recorded in the history as having done it; empty (the default) means user@host
 */
public record EngineOptions(Duration lockTimeout, String historyTable, String actor) {
  /** The name of the history table unless another is chosen. */
  public static final String DEFAULT_HISTORY_TABLE = "migration_history";

  /** How long to wait for another runner unless said otherwise. */
  public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(60);

  /** Checks that the parts make sense. */
  public EngineOptions {
    Objects.requireNonNull(actor, "actor");
    if (lockTimeout.isNegative()) {
      throw new IllegalArgumentException("the lock time-out must not be negative: " + lockTimeout);
    }
    if (historyTable.isBlank()) {
      throw new IllegalArgumentException("the history table needs a name");
    }
  }
}
