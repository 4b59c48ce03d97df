package dev.showwise.migrate.schema;

import java.util.List;

/** How far a declared change is done in a database. */
public sealed interface ChangeState {

  /** The database has what the change makes. */
  record Done() implements ChangeState {}

  /**
   * The change can be made as a whole.
   *
   * @param missing what is not there, in words: {@code table two_factor_auth is missing}
   */
  record NotDone(SchemaDifference missing) implements ChangeState {}

  /**
   * Something is there, and it is not what the change makes; to make it would need a decision.
   *
   * @param differences each difference, at least one
   */
  record Different(List<SchemaDifference> differences) implements ChangeState {
    /** Copies the differences. */
    public Different {
      differences = List.copyOf(differences);
      if (differences.isEmpty()) {
        throw new IllegalArgumentException("a different state names its differences");
      }
    }
  }
}
