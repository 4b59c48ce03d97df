package dev.showwise.migrate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a restore did.
 *
 * @param outcome in one word
 * @param proposal what was agreed to, or not
 * @param kept what the database was before: a backup, or the file as it was if it is damaged; empty if
 *     there was nothing to keep, or if nothing was done
 * @param duration how long it took, the time in which a person thought included
 */
public record RestoreReport(
    Outcome outcome, RestoreProposal proposal, Optional<Path> kept, Duration duration) {
  /** A restore in one word. */
  public enum Outcome {
    /** The database is what the backup is; it was read back and compared. */
    RESTORED,
    /** A person said no; nothing was changed. */
    DECLINED
  }
}
