package dev.showwise.migrate;

/**
 * Whether people see the values that a migration had in a statement that failed: those written into it,
 * and those bound to it. Values of rows that a database puts into a message are seen in neither case, and
 * the history never has any of them.
 */
public enum Literals {
  /**
   * They are replaced by {@code ***} in the statement and in messages, also in those of the exceptions
   * that are the cause of a {@link MigrationException}.
   */
  MASKED,
  /** They are shown as the author wrote them. */
  SHOWN
}
