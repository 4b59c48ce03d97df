package dev.showwise.migrate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of a person's decision.
 *
 * @param outcome in one word
 * @param found what was known before
 * @param decision what was decided
 * @param backup what was made before an undo; empty if none was, or no backup was asked for
 * @param steps what the migration said while it was undone
 * @param problems warnings
 * @param duration how long it took, measured by a clock that does not jump
 */
public record RepairReport(
    Outcome outcome,
    Diagnosis found,
    RepairDecision decision,
    Optional<Backup> backup,
    List<String> steps,
    List<Problem> problems,
    Duration duration) {

  /** A repair in one word. */
  public enum Outcome {
    /** The decision is recorded. */
    REPAIRED,
    /** It is so already; nothing was changed. */
    NOTHING_TO_DO,
    /** A person said no; nothing was changed. */
    DECLINED
  }

  /** Copies the lists. */
  public RepairReport {
    steps = List.copyOf(steps);
    problems = List.copyOf(problems);
  }
}
