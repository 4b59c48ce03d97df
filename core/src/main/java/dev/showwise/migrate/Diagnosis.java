package dev.showwise.migrate;

import java.util.List;
import java.util.Optional;

/**
 * What is known of one migration, and what a person may decide about it.
 *
 * @param database which database
 * @param migration which migration
 * @param state what the history says of it
 * @param attempt the rows of its last attempt that left something, in order, a row for each statement
 *     among them; empty if there is none
 * @param presence how far the database has it now; empty where nobody can tell or it does not matter
 * @param lossOnUndo what {@link RepairDecision#UNDO} would destroy, counted now
 * @param problems what else there is to know
 * @param choices the decisions that are possible; empty if nothing needs one
 */
public record Diagnosis(
    DatabaseInfo database,
    MigrationLabel migration,
    MigrationState state,
    List<HistoryEntry> attempt,
    Optional<Presence> presence,
    DataLoss lossOnUndo,
    List<Problem> problems,
    List<Choice> choices) {

  /**
   * A decision that is possible.
   *
   * @param decision which
   * @param against what contradicts it, each in words; then it must be insisted on
   */
  public record Choice(RepairDecision decision, List<String> against) {
    /** Copies the list. */
    public Choice {
      against = List.copyOf(against);
    }
  }

  /** Copies the lists. */
  public Diagnosis {
    attempt = List.copyOf(attempt);
    problems = List.copyOf(problems);
    choices = List.copyOf(choices);
  }

  /** Whether nothing needs a decision. */
  public boolean isSettled() {
    return choices.isEmpty();
  }

  /** The row of the history by which the migration stands; empty if it was never begun. */
  public Optional<HistoryEntry> lastRow() {
    return attempt.isEmpty() ? Optional.empty() : Optional.of(attempt.get(attempt.size() - 1));
  }

  /** That decision, if it is possible. */
  public Optional<Choice> choice(RepairDecision decision) {
    return choices.stream().filter(choice -> choice.decision() == decision).findFirst();
  }

  /** The same about a database that is called so. */
  public Diagnosis of(DatabaseInfo shown) {
    return new Diagnosis(shown, migration, state, attempt, presence, lossOnUndo, problems, choices);
  }
}
