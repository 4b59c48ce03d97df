package dev.showwise.migrate;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.schema.ObjectChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the pending migrations did on a <em>scratch</em>: a place that was like the database, where they
 * really ran, forth and back, and that is gone. The database itself is as it was.
 *
 * @param database which database it was for
 * @param place where it was rehearsed, as a sentence's end: {@code a private copy of the file}
 * @param outcome in one word
 * @param plan what was planned
 * @param migrations what ran, in order; one that failed on the way up is the last
 * @param schema what the way up did to the schema
 * @param rows what the way up did to the rows, a table at a time, by name
 * @param wayBack how the state after the way back compares
 * @param failed what failed on the way up; empty if nothing did
 * @param problems errors and warnings
 * @param duration how long it took in all, making the scratch and looking at it included
 */
public record RehearsalReport(
    DatabaseInfo database,
    String place,
    Outcome outcome,
    Plan plan,
    List<Rehearsed> migrations,
    List<ObjectChange> schema,
    List<RowComparison> rows,
    WayBack wayBack,
    Optional<MigrationReport.Failure> failed,
    List<Problem> problems,
    Duration duration) {

  /** A rehearsal in one word. */
  public enum Outcome {
    /** Everything ran and nothing stands against it. */
    WELL,
    /** There was nothing to rehearse. */
    NOTHING_TO_DO,
    /** It ran, and something stands against it: lost rows, a way back that does not lead back. */
    PROBLEMS,
    /** Problems stood against it before anything ran. */
    REFUSED,
    /** A migration failed. */
    FAILED
  }

  /**
   * One migration that was rehearsed.
   *
   * @param migration which
   * @param description what it is for
   * @param event APPLIED, ADOPTED or FAILED
   * @param duration how long the way up took
   * @param steps what it said on the way
   * @param statements what it sent on the way up, in order
   * @param back what became of its way back
   */
  public record Rehearsed(
      MigrationLabel migration,
      String description,
      Event event,
      Duration duration,
      List<String> steps,
      List<SentStatement> statements,
      Back back) {
    /** Copies the lists. */
    public Rehearsed {
      steps = List.copyOf(steps);
      statements = List.copyOf(statements);
    }
  }

  /** What became of the way back of one migration. */
  public sealed interface Back {
    /**
     * It went through.
     *
     * @param duration how long it took
     * @param statements what it sent
     */
    record Reverted(Duration duration, List<SentStatement> statements) implements Back {
      /** Copies the list. */
      public Reverted {
        statements = List.copyOf(statements);
      }
    }

    /** It has none. */
    record Irreversible() implements Back {}

    /**
     * It was not tried.
     *
     * @param reason why, in words
     */
    record NotTried(String reason) implements Back {}

    /**
     * It failed.
     *
     * @param message what happened
     * @param statement the statement that failed; empty if none did
     */
    record Failed(String message, String statement) implements Back {}
  }

  /**
   * How the database was after the way back.
   *
   * @param comparedWith when the database was as it should be again: {@code before}, or {@code after
   *     showwise:base (0.1)} if one that cannot be undone stays; empty
   *     if it could not be compared, because nothing was reverted or not enough of it
   * @param schema in what the schema differs
   * @param rows the tables whose rows differ
   */
  public record WayBack(String comparedWith, List<ObjectChange> schema, List<RowComparison> rows) {
    /** Nothing was compared. */
    public static final WayBack NOT_COMPARED = new WayBack("", List.of(), List.of());

    /** Copies the lists. */
    public WayBack {
      schema = List.copyOf(schema);
      rows = List.copyOf(rows);
    }

    /** Whether the two were compared. */
    public boolean isCompared() {
      return !comparedWith.isEmpty();
    }

    /** Whether the way back leaves a difference. */
    public boolean leavesADifference() {
      return !schema.isEmpty() || !rows.isEmpty();
    }
  }

  /** Copies the lists. */
  public RehearsalReport {
    migrations = List.copyOf(migrations);
    schema = List.copyOf(schema);
    rows = List.copyOf(rows);
    problems = List.copyOf(problems);
  }
}
