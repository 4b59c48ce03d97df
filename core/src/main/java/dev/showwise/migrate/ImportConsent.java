package dev.showwise.migrate;

/** Decides whether another tool's history is taken over. Asked before anything is recorded. */
@FunctionalInterface
public interface ImportConsent {
  /**
   * Whether to go on.
   *
   * @param proposal what would be recorded
   * @return false to leave everything as it is
   */
  boolean agreesTo(ImportProposal proposal);

  /** Agrees to everything. */
  static ImportConsent always() {
    return proposal -> true;
  }
}
