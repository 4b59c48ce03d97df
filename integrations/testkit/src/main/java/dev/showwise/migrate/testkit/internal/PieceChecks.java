package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.testkit.DatabaseProvider;
import dev.showwise.migrate.testkit.internal.Stage.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes away each thing that the migration made, one at a time: presence notices, apply mends. */
public final class PieceChecks {
  private final Subject subject;
  private final DatabaseProvider databases;

  /** On databases of one product. */
  public PieceChecks(Subject subject, DatabaseProvider databases) {
    this.subject = subject;
    this.databases = databases;
  }

  /** Tries it. */
  public void run() throws SQLException {
    Reference reference = Reference.of(subject, databases);
    List<Piece> pieces;
    try (Stage stage = Stage.before(subject, databases, Rows.IN_ORDER)) {
      Picture before = stage.picture();
      stage.apply();
      Subject.assume(
          !(stage.presence() instanceof Presence.Unknown),
          subject.terms().choose("presence() is UNKNOWN", "there is no check script")
              + ", so a database that has part of the change would not be recognised");
      pieces = Piece.madeBetween(before, stage.picture());
    }
    List<String> unnoticed = new ArrayList<>();
    for (Piece piece : pieces) {
      without(piece, reference, unnoticed);
    }
    if (!unnoticed.isEmpty()) {
      throw Review.of(subject.className() + ": presence lies when a piece is missing")
          .what(unnoticed)
          .where(databases.product() + ", in " + subject.terms().presence()
              + (unnoticed.stream().anyMatch(text -> text.startsWith("rows"))
                  ? subject.terms().choose(" or isFilled()", "")
                  : ""))
          .toDo("A database without that piece would be adopted as it is, and never get it. Let "
              + subject.terms().presence() + " look for everything that "
              + subject.terms().apply()
              + " makes: "
              + subject
                  .terms()
                  .choose(
                      "INCOMPLETE if a whole piece is missing that apply() adds, PARTIAL if something"
                          + " is different.",
                      "0 as long as a piece of it is missing."))
          .failure();
    }
  }

  private void without(Piece piece, Reference reference, List<String> unnoticed)
      throws SQLException {
    try (Stage stage = Stage.before(subject, databases, Rows.IN_ORDER)) {
      stage.apply();
      if (!piece.takeAway(stage)) {
        return;
      }
      Presence presence = stage.presence();
      if (presence instanceof Presence.Present) {
        unnoticed.add(piece.words() + (piece.isMany() ? " are" : " is") + " missing, and "
            + subject.terms().presence() + " says PRESENT");
      } else if (!(presence instanceof Presence.Partial)) {
        complete(stage, piece, presence, reference);
      }
    }
  }

  /** What is not different but missing, the next run adds. */
  private void complete(Stage stage, Piece piece, Presence presence, Reference reference)
      throws SQLException {
    try {
      stage.migrate(stage.withoutHistory(subject.migration()));
    } catch (MigrationException e) {
      if (subject.terms() == Terms.SCRIPT) {
        // a check has no third answer, so that what is different is told by the statement that
        // fails
        return;
      }
      throw notCompleted(stage, piece, presence, String.valueOf(e.getMessage()));
    }
    List<String> differences = stage.picture().objectsOnlyIn(reference.picture());
    if (!differences.isEmpty()) {
      throw notCompleted(stage, piece, presence, "Still missing: " + differences);
    }
  }

  private AssertionError notCompleted(Stage stage, Piece piece, Presence presence, String what) {
    return Review.of(subject.className() + " cannot complete a database that lacks a piece")
        .what("Without " + piece.words() + " " + subject.terms().presence() + " says "
            + PresenceChecks.inWords(presence)
            + ", so it is run, and:\n" + what)
        .where(stage.product() + ", in " + subject.terms().apply())
        .toDo("Let " + subject.terms().apply() + " make only what is missing: "
            + subject.terms().waysToRepeat()
            + subject
                .terms()
                .choose(
                    "; or let presence() say PARTIAL, which stops a run before it changes anything.",
                    "."))
        .failure();
  }
}
