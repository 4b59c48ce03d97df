package dev.showwise.migrate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a restore is about to do: a backup that was found sound, and what the database would lose.
 *
 * @param file the backup
 * @param createdAt when it was made; empty if nothing beside it says so
 * @param state the last migration in its history; empty if it has none
 * @param rows the rows in all its tables
 * @param replacedState the last migration in the history of the database; empty if it has none
 * @param replacedRows the rows in all tables of the database; 0 for one that has none
 * @param warnings what speaks against it, in sentences; empty for nothing
 */
public record RestoreProposal(
    Path file,
    Optional<Instant> createdAt,
    Optional<String> state,
    long rows,
    Optional<String> replacedState,
    long replacedRows,
    List<String> warnings) {
  /** Copies the list. */
  public RestoreProposal {
    warnings = List.copyOf(warnings);
  }
}
