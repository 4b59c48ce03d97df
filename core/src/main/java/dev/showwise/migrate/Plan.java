package dev.showwise.migrate;

import dev.showwise.migrate.HistoryEntry.Direction;
import java.util.List;

/**
 * What a run would do, in order, and what stands against it.
 *
 * @param steps in the order in which they would run
 * @param problems errors, which stop the run before it changes anything, and warnings
 */
public record Plan(List<Step> steps, List<Problem> problems) {

  /** Why a step is in the plan. */
  public enum Reason {
    /** It was never applied. */
    PENDING,
    /** It was undone since it was applied. */
    REVERTED,
    /** It changed since it was applied, and wants to be applied again then. */
    CHANGED,
    /** It was begun and not finished. */
    UNFINISHED,
    /** It is pending although a higher version of its module is applied. */
    LATE,
    /** It is to be undone. */
    ROLLBACK
  }

  /**
   * One step.
   *
   * @param migration which
   * @param description what it is for
   * @param direction up or down
   * @param reason why
   * @param presence how far the database has it, counting what the steps before would make; {@link
   *     Presence.Unknown} where nobody looked yet
   * @param loss what would be destroyed, for a step down
   */
  public record Step(
      MigrationLabel migration,
      String description,
      Direction direction,
      Reason reason,
      Presence presence,
      DataLoss loss) {}

  /** Copies the lists. */
  public Plan {
    steps = List.copyOf(steps);
    problems = List.copyOf(problems);
  }

  /** The problems that stop the run. */
  public List<Problem> errors() {
    return problems.stream().filter(p -> p.severity() == Problem.Severity.ERROR).toList();
  }

  /** The problems that do not stop it. */
  public List<Problem> warnings() {
    return problems.stream()
        .filter(p -> p.severity() == Problem.Severity.WARNING)
        .toList();
  }
}
