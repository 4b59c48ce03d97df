package dev.showwise.migrate;

/** Asks a person once more before a decision is recorded. Nothing is changed before. */
@FunctionalInterface
public interface RepairConsent {
  /**
   * Whether to go on.
   *
   * @param diagnosis what is known; with it, what {@link RepairDecision#UNDO} would destroy
   * @param decision what would be recorded
   * @return false to leave everything as it is
   */
  boolean agreesTo(Diagnosis diagnosis, RepairDecision decision);

  /** Agrees as long as no row would be destroyed. */
  static RepairConsent ifNothingIsLost() {
    return (diagnosis, decision) ->
        decision != RepairDecision.UNDO || diagnosis.lossOnUndo().rows() == 0;
  }

  /** Agrees to everything. */
  static RepairConsent toAnyLoss() {
    return (diagnosis, decision) -> true;
  }
}
