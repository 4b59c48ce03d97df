package dev.showwise.migrate;

import java.time.Duration;

/**
 * What came of taking over another tool's history.
 *
 * @param outcome in one word
 * @param proposal what was agreed to, or not
 * @param duration how long it took, the time in which a person thought included
 */
public record ImportReport(Outcome outcome, ImportProposal proposal, Duration duration) {
  /** An import in one word. */
  public enum Outcome {
    /** The history has what the other tool had done. */
    IMPORTED,
    /** It had all of it already; nothing was changed. */
    NOTHING_TO_DO,
    /** A person said no; nothing was changed. */
    DECLINED
  }
}
