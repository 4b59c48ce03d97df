package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RehearsalReport;
import dev.showwise.migrate.RehearsalReport.Back;
import dev.showwise.migrate.RehearsalReport.Outcome;
import dev.showwise.migrate.RehearsalReport.Rehearsed;
import dev.showwise.migrate.RowComparison;
import dev.showwise.migrate.RowComparison.Fate;
import dev.showwise.migrate.SentStatement;
import dev.showwise.migrate.SqlPreview;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.schema.ObjectChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the pending migrations would do, seen where it does no harm. */
interface RehearsesContract extends EngineCase {
  /** Everything of the database that a rehearsal must leave as it is. */
  default List<String> everything() {
    List<String> all = new ArrayList<>(database().objects());
    for (String table : database().tables()) {
      all.addAll(database().rows("SELECT * FROM " + table));
    }
    return all;
  }

  /** Some products write names in capitals. */
  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private void fillPeople() {
    engine(Crew.people()).migrate();
    database().execute("INSERT INTO person (id, name) VALUES (1, 'Ada'), (2, 'Bo'), (3, 'Cy')");
  }

  @Test
  default void a_rehearsal_shows_what_would_come_and_leaves_everything_as_it_is() {
    fillPeople();
    List<String> before = everything();

    RehearsalReport report = crew().rehearse(Target.all());

    assertThat(report.problems()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.WELL);
    assertThat(report.migrations())
        .extracting(m -> m.migration().name(), Rehearsed::event)
        .containsExactly(tuple("badges", Event.APPLIED), tuple("shoes", Event.APPLIED));
    assertThat(report.migrations()).allSatisfy(m -> {
      assertThat(m.statements()).isNotEmpty();
      assertThat(m.back()).isInstanceOf(Back.Reverted.class);
    });
    assertThat(report.schema())
        .extracting(c -> lower(c.message().replaceFirst(" \\(.*|: .*", "")))
        .filteredOn(message -> !message.startsWith("unique index"))
        .containsExactly(
            "table badge added", "column person.shoe_size added", "index badge_person on badge");
    assertThat(report.schema()).allMatch(change -> change.kind() == ObjectChange.Kind.ADDED);
    assertThat(report.rows())
        .extracting(r -> lower(r.table()), RowComparison::fate, RowComparison::after)
        .containsExactly(tuple("badge", Fate.ADDED, 0L), tuple("person", Fate.KEPT, 3L));
    assertThat(report.rows()).allMatch(RowComparison::isUntouched);
    assertThat(report.wayBack().isCompared()).isTrue();
    assertThat(report.wayBack().leavesADifference()).isFalse();
    assertThat(everything()).isEqualTo(before);
    assertThat(names(crew().migrate())).containsExactly("badges APPLIED", "shoes APPLIED");
  }

  @Test
  default void an_empty_database_can_be_rehearsed_and_stays_empty() {
    RehearsalReport report = crew().rehearse(Target.all());

    assertThat(report.outcome()).isEqualTo(Outcome.WELL);
    assertThat(report.migrations()).hasSize(3);
    assertThat(database().tables()).isEmpty();
  }

  @Test
  default void with_nothing_pending_there_is_nothing_to_rehearse() {
    crew().migrate();

    assertThat(crew().rehearse(Target.all()).outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(crew().previewSql(Target.all()).migrations()).isEmpty();
  }

  @Test
  default void lost_rows_lost_values_and_changed_rows_are_told_apart() {
    fillPeople();
    database().execute("CREATE TABLE hat (size_of INTEGER)", "INSERT INTO hat VALUES (58)");
    TestMigration purge = TestMigration.sql(
        "9",
        "purge",
        "DELETE FROM person WHERE id = 2",
        "UPDATE person SET name = 'Adah' WHERE id = 1",
        "INSERT INTO person (id, name) VALUES (7, 'Di')",
        "DROP TABLE hat");

    RehearsalReport report = engine(Crew.people(), purge).rehearse(Target.all());

    assertThat(report.outcome()).isEqualTo(Outcome.PROBLEMS);
    assertThat(report.rows())
        .extracting(
            r -> lower(r.table()),
            RowComparison::fate,
            RowComparison::before,
            RowComparison::after,
            RowComparison::gone,
            r -> r.changed().orElse(-1))
        .containsExactly(
            tuple("hat", Fate.DROPPED, 1L, 0L, 1L, 0L), tuple("person", Fate.KEPT, 3L, 3L, 1L, 1L));
    assertThat(report.problems())
        .extracting(problem -> lower(problem.message()))
        .contains(
            "table 'hat' was dropped with 1 row in it",
            "table 'person' lost 1 of the 3 rows that it had");
    assertThat(database().value("SELECT count(*) FROM hat")).isEqualTo("1");
  }

  @Test
  default void values_that_go_with_their_column_are_a_loss_and_a_new_name_is_none() {
    database().execute("CREATE TABLE hat (id INTEGER, feather VARCHAR(9), brim VARCHAR(9))");
    database().execute("INSERT INTO hat VALUES (1, 'red', 'wide'), (2, NULL, 'none')");
    TestMigration trim = TestMigration.sql(
        "1",
        "trim",
        "ALTER TABLE hat DROP COLUMN feather",
        "ALTER TABLE hat RENAME COLUMN brim TO edge");

    RehearsalReport report = engine(trim).rehearse(Target.all());

    RowComparison hat = report.rows().get(0);
    assertThat(hat.valuesLost()).isEqualTo(1);
    assertThat(hat.gone()).isZero();
    assertThat(hat.details())
        .extracting(RehearsesContract::lower)
        .containsExactly(
            "column feather is gone, and 1 value with it", "column brim is called edge now");
    assertThat(report.problems())
        .extracting(problem -> lower(problem.message()))
        .contains("table 'hat' lost columns with 1 value in them");
  }

  @Test
  default void a_way_back_that_leaves_something_or_fails_is_a_problem() {
    fillPeople();
    TestMigration leaves = TestMigration.sql("8", "leaves", "CREATE TABLE hat (id INTEGER)");
    TestMigration fails = TestMigration.sql("9", "fails", "CREATE TABLE cap (id INTEGER)")
        .down(context -> context.execute("DROP TABLE nowhere"));

    RehearsalReport leaving = engine(Crew.people(), leaves).rehearse(Target.all());
    RehearsalReport failing = engine(Crew.people(), leaves, fails).rehearse(Target.all());

    assertThat(leaving.outcome()).isEqualTo(Outcome.PROBLEMS);
    assertThat(leaving.problems())
        .extracting(problem -> lower(problem.message()))
        .containsExactly("after everything was rolled back, the database is not as it was before:"
            + " table hat added; table hat: is new, with 0 rows");
    assertThat(failing.outcome()).isEqualTo(Outcome.PROBLEMS);
    assertThat(failing.migrations().get(1).back())
        .isInstanceOfSatisfying(
            Back.Failed.class,
            back -> assertThat(back.statement()).isEqualTo("DROP TABLE nowhere"));
    assertThat(failing.migrations().get(0).back()).isInstanceOf(Back.NotTried.class);
    assertThat(failing.wayBack().isCompared()).isFalse();
    assertThat(database().tables()).doesNotContain("hat", "cap");
  }

  @Test
  default void one_without_a_way_back_is_named_and_the_rest_goes_back_to_it() {
    Migration base =
        TestMigration.sql("1", "base", "CREATE TABLE base (id INTEGER)").irreversible();
    TestMigration next = TestMigration.sql("2", "next", "CREATE TABLE next_one (id INTEGER)")
        .down(context -> context.execute("DROP TABLE next_one"));

    RehearsalReport report = engine(base, next).rehearse(Target.all());

    assertThat(report.problems()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.WELL);
    assertThat(report.migrations().get(0).back()).isInstanceOf(Back.Irreversible.class);
    assertThat(report.migrations().get(1).back()).isInstanceOf(Back.Reverted.class);
    assertThat(report.wayBack().comparedWith()).isEqualTo("after test:base (1)");
  }

  @Test
  default void what_is_adopted_sends_nothing_and_is_not_undone() {
    database().execute(person());

    RehearsalReport report = crew().rehearse(Target.all());

    assertThat(report.problems()).isEmpty();
    assertThat(report.migrations().get(0).event()).isEqualTo(Event.ADOPTED);
    assertThat(report.migrations().get(0).statements()).isEmpty();
    assertThat(report.migrations().get(0).back()).isInstanceOf(Back.NotTried.class);
    assertThat(report.wayBack().comparedWith()).isEqualTo("before");
    assertThat(report.wayBack().leavesADifference()).isFalse();
  }

  @Test
  default void a_migration_that_fails_is_part_of_the_answer() {
    fillPeople();
    List<String> before = everything();
    TestMigration bad = TestMigration.sql(
        "9", "bad", "CREATE TABLE hat (id INTEGER)", "INSERT INTO nowhere VALUES (1)");
    MigrationEngine engine = engine(Crew.people(), Crew.shoes(), bad);

    RehearsalReport report = engine.rehearse(Target.all());
    SqlPreview preview = engine.previewSql(Target.all());

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.failed().orElseThrow().statement())
        .isEqualTo("INSERT INTO nowhere VALUES (1)");
    assertThat(report.migrations())
        .extracting(Rehearsed::event)
        .containsExactly(Event.APPLIED, Event.FAILED);
    assertThat(preview.isWell()).isFalse();
    assertThat(preview.migrations()).hasSize(2);
    assertThat(preview.migrations().get(1).statements())
        .extracting(SentStatement::sql, SentStatement::fate)
        .containsExactly(
            tuple("CREATE TABLE hat (id INTEGER)", SentStatement.Fate.DONE),
            tuple("INSERT INTO nowhere VALUES (1)", SentStatement.Fate.FAILED));
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  default void the_preview_has_what_java_sends_with_places_for_its_values() {
    fillPeople();
    List<String> before = everything();
    TestMigration java = TestMigration.of("9", "java", context -> {
      context.execute("CREATE TABLE hat (id INTEGER, owner_id INTEGER)");
      for (long id : context.query("SELECT id FROM person ORDER BY id", row -> row.getLong(1))) {
        context.update("INSERT INTO hat (id, owner_id) VALUES (?, ?)", id * 10, id);
      }
    });

    SqlPreview preview = engine(Crew.people(), java).previewSql(Target.all());

    assertThat(preview.problems()).isEmpty();
    assertThat(preview.migrations()).hasSize(1);
    assertThat(preview.migrations().get(0).statements())
        .extracting(SentStatement::sql, SentStatement::times)
        .containsExactly(
            tuple("CREATE TABLE hat (id INTEGER, owner_id INTEGER)", 1),
            tuple("SELECT id FROM person ORDER BY id", 1),
            tuple("INSERT INTO hat (id, owner_id) VALUES (?, ?)", 3));
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  default void what_stands_against_the_plan_is_told_and_nothing_runs() {
    database().execute("CREATE TABLE person (badge INTEGER)");

    RehearsalReport report = crew().rehearse(Target.all());

    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(report.problems()).hasAtLeastOneElementOfType(Problem.PartiallyPresent.class);
    assertThat(report.migrations()).isEmpty();
  }
}
