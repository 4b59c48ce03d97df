package dev.showwise.migrate;

import java.time.Duration;
import java.util.Objects;

/**
 * How a migration wants to be run.
 *
 * @param transactionMode whether it runs in a transaction; default {@link
 *     TransactionMode#IN_TRANSACTION}
 * @param runPolicy when it is run again; default {@link RunPolicy#ONCE}
 * @param repetition whether it may simply be run again after an interruption outside a transaction;
 *     default {@link Repetition#NEEDS_DECISION}
 * @param lockLimit how long it may wait for locks of the application, and how often it tries; default
 *     {@link LockLimit#DEFAULT}
 */
public record ExecutionOptions(
    TransactionMode transactionMode,
    RunPolicy runPolicy,
    Repetition repetition,
    LockLimit lockLimit) {

  /** In a transaction, once. */
  public static final ExecutionOptions DEFAULT = new ExecutionOptions(
      TransactionMode.IN_TRANSACTION, RunPolicy.ONCE, Repetition.NEEDS_DECISION, LockLimit.DEFAULT);

  /** Whether a migration runs in a transaction. */
  public enum TransactionMode {
    /** All of it and its record are committed together, where the database can. */
    IN_TRANSACTION,
    /**
     * Each statement stands for itself; for what a database refuses or ignores in a transaction
     * (VACUUM, PRAGMA journal_mode). An interruption leaves it half done, and recorded so.
     */
    OUTSIDE_TRANSACTION
  }

  /** When a migration is run again. */
  public enum RunPolicy {
    /** Never; a change of its checksum is an error. */
    ONCE,
    /** When its checksum changed: for views, functions and the like. */
    ON_CHANGE,
    /**
     * Never, and the first time only on a database that is empty: it stands for every version up to its own,
     * which are not at hand any more. Where one of those is recorded, it counts as done.
     */
    BASELINE
  }

  /** What to do with a migration that was interrupted outside a transaction. */
  public enum Repetition {
    /**
     * Its author says that running it again from the start does no harm. On SQLite it may share a transaction
     * with others then, and is undone and run again when one of those fails.
     */
    IS_SAFE,
    /** A person has to decide. */
    NEEDS_DECISION
  }

  /**
   * How long a migration may wait for locks that the application holds. On a server, a change of a table
   * that waits behind a long transaction makes everybody wait who comes after it; so it waits for a
   * moment only, lets the others go on, and tries again. What was begun in a transaction is rolled
   * back before; outside one, the statement that waited is sent again.
   *
   * @param timeout how long one statement waits; servers of the MySQL family count in whole seconds, and
   *     round it up
   * @param attempts how often it is tried in all, with growing pauses in between; 1 or more
   */
  public record LockLimit(Duration timeout, int attempts) {
    /** 5 seconds, 6 times; 45 seconds in all, the pauses included. */
    public static final LockLimit DEFAULT = new LockLimit(Duration.ofSeconds(5), 6);

    /** Checks that the parts make sense. */
    public LockLimit {
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException("the wait for a lock must be longer than 0: " + timeout);
      }
      if (attempts < 1) {
        throw new IllegalArgumentException("it must be tried once or more: " + attempts);
      }
    }
  }

  /** Checks that the parts are there. */
  public ExecutionOptions {
    Objects.requireNonNull(transactionMode, "transactionMode");
    Objects.requireNonNull(runPolicy, "runPolicy");
    Objects.requireNonNull(repetition, "repetition");
    Objects.requireNonNull(lockLimit, "lockLimit");
  }

  /** The same options, outside a transaction. */
  public ExecutionOptions outsideTransaction() {
    return new ExecutionOptions(
        TransactionMode.OUTSIDE_TRANSACTION, runPolicy, repetition, lockLimit);
  }

  /** The same options, in a transaction. */
  public ExecutionOptions inTransaction() {
    return new ExecutionOptions(TransactionMode.IN_TRANSACTION, runPolicy, repetition, lockLimit);
  }

  /** The same options, run again as that says. */
  public ExecutionOptions running(RunPolicy policy) {
    return new ExecutionOptions(transactionMode, policy, repetition, lockLimit);
  }

  /** The same options, run again when the checksum changed. */
  public ExecutionOptions onChange() {
    return new ExecutionOptions(transactionMode, RunPolicy.ON_CHANGE, repetition, lockLimit);
  }

  /** The same options, safe to run again after an interruption. */
  public ExecutionOptions safeToRepeat() {
    return new ExecutionOptions(transactionMode, runPolicy, Repetition.IS_SAFE, lockLimit);
  }

  /** The same options, with another limit for waiting for locks. */
  public ExecutionOptions waitingForLocks(Duration timeout, int attempts) {
    return new ExecutionOptions(
        transactionMode, runPolicy, repetition, new LockLimit(timeout, attempts));
  }
}
