package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.testkit.DatabaseProvider;
import dev.showwise.migrate.testkit.internal.Stage.Rows;
import java.sql.SQLException;
import java.util.List;

/** It is applied, and keeps what was there. */
public final class ApplyChecks {
  private final Subject subject;
  private final DatabaseProvider databases;

  /** On databases of one product. */
  public ApplyChecks(Subject subject, DatabaseProvider databases) {
    this.subject = subject;
    this.databases = databases;
  }

  /** Without rows. */
  public void toAnEmptyDatabase() throws SQLException {
    try (Stage stage = Stage.before(subject, databases, Rows.NONE)) {
      requireApplied(stage, stage.apply());
    }
  }

  /** With rows. */
  public void toADatabaseWithRows() throws SQLException {
    try (Stage stage = Stage.before(subject, databases, Rows.IN_ORDER)) {
      Picture before = stage.picture();
      requireApplied(stage, stage.apply());
      List<String> lost = new RowComparison(
              before, stage.picture(), Moves.of(subject.migration()), subject.meantToChange())
          .lossesAndChanges();
      if (!lost.isEmpty()) {
        throw Review.of(subject.className() + " changes or loses rows that were there before")
            .what(lost)
            .where(stage.inApply())
            .toDo(
                "Leave other rows as they are: has each UPDATE and DELETE the right WHERE? If it is"
                    + " meant, say so:\n@Override protected Set<String> meantToChange() { return"
                    + " Set.of(\"table.column\"); }")
            .failure();
      }
    }
  }

  private void requireApplied(Stage stage, MigrationReport report) {
    if (!has(report, Event.APPLIED) && !(has(report, Event.ADOPTED) && presenceKnowsRows())) {
      throw Review.of(subject.className() + ": presence lies, and so it is never applied")
          .what("The migration was not executed on a database that has nothing of it: "
              + subject.terms().presence() + " says PRESENT.")
          .where(stage.product() + ", in " + subject.terms().presence())
          .toDo("Let " + subject.terms().presence() + " look for what "
              + subject.terms().apply()
              + " makes, and say "
              + subject
                  .terms()
                  .choose(
                      "PRESENT only when all of it is there.", "yes only when all of it is there."))
          .failure();
    }
    List<String> differences = stage.engine().verify().problems().stream()
        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
        .map(Problem::message)
        .toList();
    if (!differences.isEmpty()) {
      throw Review.of(subject.className() + " does not make what it declares")
          .what(differences)
          .where(stage.inApply())
          .toDo("Make declaredChanges() and apply() say the same; a SchemaMigration does that by"
              + " itself.")
          .failure();
    }
  }

  private boolean has(MigrationReport report, Event event) {
    return report.completed().stream()
        .filter(done -> done.migration().qualifiedName().equals(subject.qualifiedName()))
        .anyMatch(done -> done.event() == event);
  }

  /** Without declared changes it may be about rows, and of none of them all may be as it should. */
  private boolean presenceKnowsRows() {
    return subject.migration().declaredChanges().isEmpty();
  }
}
