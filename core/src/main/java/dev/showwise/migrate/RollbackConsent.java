package dev.showwise.migrate;

/** Decides whether a rollback may destroy what it would destroy. Asked before anything is changed. */
@FunctionalInterface
public interface RollbackConsent {
  /**
   * Whether to go on.
   *
   * @param plan the steps, each with the rows that it would destroy
   * @return false to leave everything as it is
   */
  boolean agreesTo(Plan plan);

  /** Agrees as long as no row would be destroyed. */
  static RollbackConsent ifNothingIsLost() {
    return plan -> plan.steps().stream().allMatch(step -> step.loss().rows() == 0);
  }

  /** Agrees to everything. */
  static RollbackConsent toAnyLoss() {
    return plan -> true;
  }
}
