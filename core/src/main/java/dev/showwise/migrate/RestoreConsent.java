package dev.showwise.migrate;

/** Decides whether a backup may take the place of a database. Asked before anything is changed. */
@FunctionalInterface
public interface RestoreConsent {
  /**
   * Whether to go on.
   *
   * @param proposal what would replace what
   * @return false to leave everything as it is
   */
  boolean agreesTo(RestoreProposal proposal);

  /** Agrees to everything. */
  static RestoreConsent always() {
    return proposal -> true;
  }
}
