package dev.showwise.migrate.internal.run;

import java.util.Optional;

/** What became of a group. */
sealed interface GroupResult {
  /**
   * So many from the first on are done and recorded.
   *
   * @param objection what a listener threw that heard of it when it was done; empty if none did
   */
  record Done(int count, Optional<RuntimeException> objection) implements GroupResult {}

  /** It ended as its first one would have alone, or what became of it is not known. */
  record Ended(ClaimResult result) implements GroupResult {}

  /**
   * Nothing of it is there. So many from the first on are to be done one by one, so that each is recorded, and
   * what is wrong has a name.
   *
   * @param failing the one behind them, which failed; empty if it is not known which would
   */
  record Apart(int count, Optional<Failing> failing) implements GroupResult {}

  /**
   * One that failed.
   *
   * @param result what is said of it
   * @param told what was to be heard of it before that
   */
  record Failing(ClaimResult.FailedToFinish result, Withheld told) {}
}
