package dev.showwise.migrate;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How an engine works.
 *
 * @param lockTimeout how long to wait for another runner, in all; default 60 seconds
 * @param historyTable the name of the history table, unquoted; default {@code migration_history}
 * @param actor who is recorded in the history as having done it; empty (the default) means user@host
 * @param lease for how long a process at work may be silent before its claim ends; default 30 seconds.
 *     A server ends a session that is in the middle of a migration and sends nothing for so long (on a
 *     cluster: for half of it), and where a session cannot be seen from another node of a cluster, the
 *     others wait for so long before they go on without it
 * @param schema the schema, or on MariaDB and MySQL the database, that the migrations and their history
 *     are in, unquoted; empty (the default) means the connection's own
 * @param literals whether people see the values that a migration had in a statement that failed; default
 *     {@link Literals#MASKED}
 */
public record EngineOptions(
    Duration lockTimeout,
    String historyTable,
    String actor,
    Duration lease,
    Optional<String> schema,
    Literals literals) {
  /** The name of the history table unless another is chosen. */
  public static final String DEFAULT_HISTORY_TABLE = "migration_history";

  /** How long to wait for another runner unless said otherwise. */
  public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(60);

  /** For how long a process at work may be silent unless said otherwise. */
  public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(2);

  /** Checks that the parts make sense. */
  public EngineOptions {
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(literals, "literals");
    if (lockTimeout.isNegative()) {
      throw new IllegalArgumentException("the lock time-out must not be negative: " + lockTimeout);
    }
    if (historyTable.isBlank()) {
      throw new IllegalArgumentException("the history table needs a name");
    }
    if (lease.compareTo(SHORTEST_LEASE) < 0) {
      // servers count in whole seconds, and half of it must be left for the owner
      throw new IllegalArgumentException(
          "the lease must be " + SHORTEST_LEASE.toSeconds() + " s or more: " + lease);
    }
    if (schema.isPresent() && schema.get().isBlank()) {
      throw new IllegalArgumentException("the schema needs a name");
    }
  }
}
