package dev.showwise.migrate;

import java.util.Objects;

/**
 * A person's decision about one migration.
 *
 * @param name which migration: {@code 2fa}, {@code showwise:2fa}, or {@code showwise:1.0}, which is the
 *     only way to name one that is not at hand when another one has taken its name
 * @param decision what was decided
 * @param evidence what counts when the database says otherwise
 */
public record RepairRequest(String name, RepairDecision decision, Evidence evidence) {

  /** What counts when what can be seen contradicts the decision. */
  public enum Evidence {
    /** What can be seen: the decision is refused. */
    COUNTS,
    /** The decision: it is recorded together with what it overruled. */
    IS_OVERRULED
  }

  /** Checks that the parts are there. */
  public RepairRequest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(evidence, "evidence");
  }

  /** A decision that is refused if what can be seen contradicts it. */
  public static RepairRequest of(String name, RepairDecision decision) {
    return new RepairRequest(name, decision, Evidence.COUNTS);
  }

  /**
   * The same decision, whatever can be seen. Also ends the claim of a process that this one cannot see,
   * and that never gave a sign of life; never that of one that is seen to live.
   */
  public RepairRequest insisting() {
    return new RepairRequest(name, decision, Evidence.IS_OVERRULED);
  }
}
