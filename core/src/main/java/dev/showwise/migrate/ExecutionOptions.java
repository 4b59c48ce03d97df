package dev.showwise.migrate;

import java.util.Objects;

/**
 * How a migration wants to be run.
 *
 * @param transactionMode whether it runs in a transaction; default {@link
 *     TransactionMode#IN_TRANSACTION}
 * @param runPolicy when it is run again; default {@link RunPolicy#ONCE}
 * @param repetition whether it may simply be run again after an interruption outside a transaction;
 *     default {@link Repetition#NEEDS_DECISION}
 */
public record ExecutionOptions(
    TransactionMode transactionMode, RunPolicy runPolicy, Repetition repetition) {

  /** In a transaction, once. */
  public static final ExecutionOptions DEFAULT = new ExecutionOptions(
      TransactionMode.IN_TRANSACTION, RunPolicy.ONCE, Repetition.NEEDS_DECISION);

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
    ON_CHANGE
  }

  /** What to do with a migration that was interrupted outside a transaction. */
  public enum Repetition {
    /** Its author says that running it again from the start does no harm. */
    IS_SAFE,
    /** A person has to decide. */
    NEEDS_DECISION
  }

  /** Checks that the parts are there. */
  public ExecutionOptions {
    Objects.requireNonNull(transactionMode, "transactionMode");
    Objects.requireNonNull(runPolicy, "runPolicy");
    Objects.requireNonNull(repetition, "repetition");
  }

  /** The same options, outside a transaction. */
  public ExecutionOptions outsideTransaction() {
    return new ExecutionOptions(TransactionMode.OUTSIDE_TRANSACTION, runPolicy, repetition);
  }

  /** The same options, run again when the checksum changed. */
  public ExecutionOptions onChange() {
    return new ExecutionOptions(transactionMode, RunPolicy.ON_CHANGE, repetition);
  }

  /** The same options, safe to run again after an interruption. */
  public ExecutionOptions safeToRepeat() {
    return new ExecutionOptions(transactionMode, runPolicy, Repetition.IS_SAFE);
  }
}
