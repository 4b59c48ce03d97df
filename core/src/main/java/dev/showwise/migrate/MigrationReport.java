package dev.showwise.migrate;

import dev.showwise.migrate.HistoryEntry.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run did. Also inside the exceptions of a run that failed.
 *
 * @param outcome in one word
 * @param completed what was applied, adopted or reverted, in order
 * @param failed what failed, and where; empty if nothing did
 * @param remaining what was planned and not done
 * @param problems warnings; in the report of a refused run, its errors too
 * @param backup what was made before the first change; empty if nothing was to be changed, or no backup
 *     was wanted
 * @param duration how long it took, measured by a clock that does not jump
 */
public record MigrationReport(
    Outcome outcome,
    List<Completed> completed,
    Optional<Failure> failed,
    List<MigrationLabel> remaining,
    List<Problem> problems,
    Optional<Backup> backup,
    Duration duration) {

  /** A run in one word. */
  public enum Outcome {
    /** Something was applied or adopted, and nothing failed. */
    MIGRATED,
    /** Something was reverted, and nothing failed. */
    ROLLED_BACK,
    /** There was nothing to do. */
    NOTHING_TO_DO,
    /** A person said no; nothing was changed. */
    DECLINED,
    /** Problems stood against it; nothing was changed. */
    REFUSED,
    /** A migration failed, or the run had to stop on the way. */
    FAILED
  }

  /**
   * One migration that was done.
   *
   * @param migration which
   * @param event APPLIED, ADOPTED, REVERTED or REPAIRED
   * @param duration how long it took
   * @param steps what it said on the way: {@code Table two_factor_auth created}
   */
  public record Completed(
      MigrationLabel migration, Event event, Duration duration, List<String> steps) {
    /** Copies the list. */
    public Completed {
      steps = List.copyOf(steps);
    }
  }

  /**
   * The migration that failed.
   *
   * @param migration which
   * @param message what happened, without secrets
   * @param sqlState the SQLSTATE, empty if the database gave none
   * @param statement the statement that failed; empty if none did
   * @param undone whether everything that it had done is undone
   * @param position where the statement is written; empty if it is in no file, or that is not known
   */
  public record Failure(
      MigrationLabel migration,
      String message,
      String sqlState,
      String statement,
      Undone undone,
      Optional<SourcePosition> position) {
    /** One that is in no file. */
    public Failure(
        MigrationLabel migration,
        String message,
        String sqlState,
        String statement,
        Undone undone) {
      this(migration, message, sqlState, statement, undone, Optional.empty());
    }
  }

  /** Whether everything that a failed migration had done is undone. */
  public enum Undone {
    /** It was rolled back: the database is as it was before this migration. */
    COMPLETELY,
    /** It ran outside a transaction: what came before the failure stays. */
    NOT,
    /** It cannot be told whether the database committed it. */
    UNKNOWN
  }

  /** Copies the lists. */
  public MigrationReport {
    completed = List.copyOf(completed);
    remaining = List.copyOf(remaining);
    problems = List.copyOf(problems);
  }
}
