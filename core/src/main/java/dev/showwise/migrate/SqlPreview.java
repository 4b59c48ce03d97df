package dev.showwise.migrate;

import dev.showwise.migrate.HistoryEntry.Event;
import java.util.List;
import java.util.Optional;

/**
 * The SQL that the pending migrations send, recorded from a run on a {@linkplain RehearsalReport
 * scratch}, which is gone.
 *
 * @param database which database it was for
 * @param place where it ran, as a sentence's end: {@code a private copy of the file}
 * @param plan what was planned
 * @param migrations what ran, in order; the one that failed is the last
 * @param failed what failed; empty if nothing did
 * @param problems errors, which would stop the run, and warnings
 */
public record SqlPreview(
    DatabaseInfo database,
    String place,
    Plan plan,
    List<Item> migrations,
    Optional<MigrationReport.Failure> failed,
    List<Problem> problems) {

  /**
   * One migration.
   *
   * @param migration which
   * @param description what it is for
   * @param event APPLIED; ADOPTED for what is there already, which sends nothing; FAILED
   * @param statements what it sent, in order, without what the engine writes to the history
   */
  public record Item(
      MigrationLabel migration, String description, Event event, List<SentStatement> statements) {
    /** Copies the list. */
    public Item {
      statements = List.copyOf(statements);
    }
  }

  /** Copies the lists. */
  public SqlPreview {
    migrations = List.copyOf(migrations);
    problems = List.copyOf(problems);
  }

  /** Whether the run would go through as it is shown. */
  public boolean isWell() {
    return failed.isEmpty()
        && problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
  }
}
