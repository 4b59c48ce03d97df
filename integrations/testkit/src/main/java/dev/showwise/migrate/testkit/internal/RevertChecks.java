package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.DataLoss;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.ReversibleMigration;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.testkit.DatabaseProvider;
import dev.showwise.migrate.testkit.internal.Picture.Contents;
import dev.showwise.migrate.testkit.internal.Stage.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The way back leads back. */
public final class RevertChecks {
  private final Subject subject;
  private final DatabaseProvider databases;

  /** On databases of one product. */
  public RevertChecks(Subject subject, DatabaseProvider databases) {
    this.subject = subject;
    this.databases = databases;
  }

  private void assumeReversible() {
    Subject.assume(
        subject.migration() instanceof ReversibleMigration,
        "it has no way back, since "
            + subject.terms().choose("it is no ReversibleMigration", "there is no script for it"));
  }

  /** Every object of the schema is as before. */
  public void schema() throws SQLException {
    assumeReversible();
    try (Stage stage = Stage.before(subject, databases, Rows.IN_ORDER)) {
      Picture before = stage.picture();
      Picture after = there(stage, before);
      int sentBefore = stage.work().sent().size();
      stage.revert();
      Picture back = stage.picture();
      List<String> found = new ArrayList<>();
      before.objectsOnlyIn(back).forEach(object -> found.add("left behind: " + object));
      back.objectsOnlyIn(before).forEach(object -> found.add("not as it was: " + object));
      if (!found.isEmpty()) {
        boolean forgets = before.objectsOnlyIn(back).stream().anyMatch(after.objects()::contains);
        throw Review.of(subject.className()
                + (forgets
                    ? ": revert forgets something that apply made"
                    : ": revert does not leave the schema as it was before"))
            .what(found)
            .where(stage.product() + ", in " + subject.terms().revert() + ", which sent:"
                + shown(stage, sentBefore))
            .toDo("Let " + subject.terms().revert() + " undo each change of "
                + subject.terms().apply()
                + ", last first."
                + subject.terms().choose(" A SchemaMigration does that by itself.", ""))
            .failure();
      }
    }
  }

  /** Every row from before is as before. */
  public void rows() throws SQLException {
    assumeReversible();
    try (Stage stage = Stage.before(subject, databases, Rows.IN_ORDER)) {
      Picture before = stage.picture();
      there(stage, before);
      int sentBefore = stage.work().sent().size();
      stage.revert();
      Picture back = stage.picture();
      RowComparison comparison = new RowComparison(before, back, Moves.none(), meantOrGone(before));
      List<String> lost = comparison.lossesAndChanges();
      if (!lost.isEmpty()) {
        throw Review.of(subject.className() + " loses rows on revert")
            .what(lost)
            .where(stage.product() + ", in " + subject.terms().revert() + ", which sent:"
                + shown(stage, sentBefore))
            .toDo("Let " + subject.terms().revert() + " undo what "
                + subject.terms().apply()
                + " made, and touch no other row. If rows were changed on"
                + " the way up and cannot come back, say so in meantToChange().")
            .failure();
      }
      List<String> added = comparison.additions();
      if (!added.isEmpty()) {
        throw Review.of(subject.className() + ": revert forgets rows that apply added")
            .what(added)
            .where(stage.product() + ", in " + subject.terms().revert() + ", which sent:"
                + shown(stage, sentBefore))
            .toDo("Let " + subject.terms().revert()
                + " delete exactly those rows; or, if they shall stay, name the table in"
                + " meantToChange().")
            .failure();
      }
    }
  }

  /** What goes with declared drops on the way up does not come back. */
  private Set<String> meantOrGone(Picture before) {
    Moves up = Moves.of(subject.migration());
    Set<String> meant = new java.util.HashSet<>(subject.meantToChange());
    before.tables().forEach((name, contents) -> {
      if (up.tableAfter(name).isEmpty()) {
        meant.add(name);
      }
      contents.columns().stream()
          .filter(column -> up.isGone(name, column))
          .forEach(column -> meant.add(name + "." + column));
    });
    return meant;
  }

  /** What is lost is told beforehand. */
  public void loss() throws SQLException {
    assumeReversible();
    try (Stage stage = Stage.before(subject, databases, Rows.IN_ORDER)) {
      Picture before = stage.picture();
      Picture after = there(stage, before);
      DataLoss told = told(stage);
      int sentBefore = stage.work().sent().size();
      stage.revert();
      List<String> untold = untold(after, stage.picture(), told);
      if (!untold.isEmpty()) {
        throw Review.of(subject.className() + " loses rows on revert without saying so")
            .what(untold)
            .where(stage.product() + ", in " + subject.terms().loss() + ", which counts "
                + told.items() + "; " + subject.terms().revert() + " sent:"
                + shown(stage, sentBefore))
            .toDo(subject
                .terms()
                .choose(
                    "Let lossOnRevert() count them: people are asked on the ground of it before"
                        + " anything is removed. DataLoss.ofReverting(declaredChanges(), database)"
                        + " counts what is declared.",
                    "People are asked on the ground of it before anything is removed. Let the script"
                        + " remove rows by a DROP, TRUNCATE or DELETE of their table, and by nothing"
                        + " else."))
            .failure();
      }
    }
  }

  private DataLoss told(Stage stage) {
    Plan plan = stage.engine().planRollback(RollbackTarget.named(subject.qualifiedName()));
    return plan.steps().stream()
        .filter(step -> step.migration().qualifiedName().equals(subject.qualifiedName()))
        .map(Plan.Step::loss)
        .findFirst()
        .orElse(DataLoss.NONE);
  }

  private List<String> untold(Picture after, Picture back, DataLoss told) {
    Set<String> moved = back.tables().keySet().stream()
        .filter(name -> !after.tables().containsKey(name))
        .collect(Collectors.toSet());
    List<String> untold = new ArrayList<>();
    after.tables().forEach((name, contents) -> {
      Contents now = back.tables().get(name);
      // one with another name takes its rows with it
      if (now == null && moved.isEmpty()) {
        requireTold(told, name, contents.rows().size(), untold);
      } else if (now != null && now.rows().size() < contents.rows().size()) {
        requireTold(told, name, contents.rows().size() - now.rows().size(), untold);
      }
    });
    return untold;
  }

  private void requireTold(DataLoss told, String table, int lost, List<String> into) {
    long said = told.items().stream()
        .filter(item -> item.table().equalsIgnoreCase(table) && item.column().isEmpty())
        .mapToLong(DataLoss.Item::rows)
        .sum();
    if (said < lost) {
      into.add(subject.terms().revert() + " removes " + RowComparison.rows(lost) + " of table "
          + table + "; it says " + (said == 0 ? "none" : String.valueOf(said)));
    }
  }

  /** Applied again, it is as after the first time. */
  public void again() throws SQLException {
    assumeReversible();
    try (Stage stage = Stage.before(subject, databases, Rows.IN_ORDER)) {
      Picture before = stage.picture();
      stage.apply();
      Picture first = stage.picture();
      stage.use(before);
      stage.revert();
      MigrationReport second;
      try {
        second = stage.migrate(stage.engine());
      } catch (MigrationException e) {
        throw Review.of(subject.className() + " cannot be applied again after it was reverted")
            .what(String.valueOf(e.getMessage()))
            .where(stage.product())
            .toDo("Something that " + subject.terms().revert()
                + " left is in the way. Let it undo all that " + subject.terms().apply() + " made.")
            .because(e)
            .failure();
      }
      List<String> differences = RowComparison.schemas(first, stage.picture());
      boolean ran = second.completed().stream().anyMatch(done -> done.event() == Event.APPLIED);
      boolean declares = !subject.migration().declaredChanges().isEmpty();
      if (!differences.isEmpty() || (declares && !ran)) {
        throw Review.of(
                subject.className() + " applied again after it was reverted is not the same")
            .what(
                ran ? String.join("\n", differences) : "It was not executed: " + second.completed())
            .where(stage.product())
            .toDo("Let " + subject.terms().revert() + " undo all that "
                + subject.terms().apply() + " made, and " + subject.terms().presence()
                + " say ABSENT then.")
            .failure();
      }
    }
  }

  private Picture there(Stage stage, Picture before) throws SQLException {
    stage.apply();
    stage.use(before);
    return stage.picture();
  }

  private static String shown(Stage stage, int from) {
    List<String> sent = stage.work().sent();
    return Work.numbered(sent.subList(from, sent.size()));
  }
}
