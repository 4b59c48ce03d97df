package dev.showwise.migrate.engine;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.showwise.migrate.DataLoss;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.MigrationStatus;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.VerificationReport;
import dev.showwise.migrate.schema.SchemaChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engine promises on every database. One subclass a database. */
abstract class EngineContract {
  protected TestDatabase database;

  /** A new, empty database of its own for each test. */
  protected abstract TestDatabase newDatabase() throws Exception;

  @BeforeEach
  void makeDatabase() throws Exception {
    database = newDatabase();
  }

  protected MigrationEngine engine(Migration... migrations) {
    return MigrationEngine.builder(database.dataSource()).migrations(migrations).build();
  }

  private MigrationEngine crew() {
    return engine(Crew.shoes(), Crew.badges(), Crew.people());
  }

  private static List<String> names(MigrationReport report) {
    return report.completed().stream()
        .map(c -> c.migration().name() + " " + c.event())
        .toList();
  }

  private static MigrationException.Refused refusal(ThrowingCallable call) {
    return catchThrowableOfType(MigrationException.Refused.class, call);
  }

  @Test
  void applies_all_in_order_and_records_each() {
    MigrationReport report = crew().migrate();

    assertThat(report.outcome()).isEqualTo(Outcome.MIGRATED);
    assertThat(names(report)).containsExactly("people APPLIED", "badges APPLIED", "shoes APPLIED");
    assertThat(report.completed().get(1).steps())
        .containsExactly(
            "Table badge created",
            "Unique index on badge (code) created",
            "Foreign key badge (person_id) to person (id) created",
            "Index badge_person created");
    assertThat(database.events())
        .containsExactly("people APPLIED", "badges APPLIED", "shoes APPLIED");
  }

  @Test
  void has_nothing_to_do_the_second_time() {
    crew().migrate();

    MigrationReport report = crew().migrate();

    assertThat(report.outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(report.completed()).isEmpty();
    assertThat(database.events()).hasSize(3);
  }

  @Test
  void applies_a_named_migration_with_what_it_depends_on() {
    MigrationEngine engine = engine(
        TestMigration.sql("1", "one", "CREATE TABLE one (id INTEGER)"),
        TestMigration.sql("2", "two", "CREATE TABLE two (id INTEGER)"),
        TestMigration.sql("3", "three", "CREATE TABLE three (id INTEGER)").after("one"));

    assertThat(names(engine.migrate(Target.named("migrate_three"))))
        .containsExactly("one APPLIED", "three APPLIED");
    assertThat(names(engine.migrate(Target.named("test:three")))).isEmpty();
    assertThat(names(engine.migrate())).containsExactly("two APPLIED");
  }

  @Test
  void applies_what_creates_a_needed_table_even_if_nobody_declared_the_dependency() {
    assertThat(names(crew().migrate(Target.named("badges"))))
        .containsExactly("people APPLIED", "badges APPLIED");
  }

  @Test
  void leaves_what_creates_a_needed_table_alone_when_the_table_is_there() {
    database.execute(
        "CREATE TABLE person (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(80) NOT NULL)");

    assertThat(names(crew().migrate(Target.named("badges")))).containsExactly("badges APPLIED");
  }

  @Test
  void applies_up_to_a_version() {
    assertThat(names(crew().migrate(Target.upTo("crew:2"))))
        .containsExactly("people APPLIED", "badges APPLIED");
    assertThat(names(crew().migrate(Target.upTo("3.0")))).containsExactly("shoes APPLIED");
  }

  @Test
  void names_the_nearest_when_a_name_is_mistyped() {
    assertThatThrownBy(() -> crew().migrate(Target.named("bagdes")))
        .isInstanceOf(MigrationException.UnknownTarget.class)
        .hasMessageContaining("There is no migration 'bagdes'. Did you mean 'badges'?");
  }

  @Test
  void adopts_what_is_there_and_executes_nothing() {
    database.execute(
        "CREATE TABLE person (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(80) NOT NULL)",
        "INSERT INTO person (id, name) VALUES (1, 'Ada')");

    MigrationReport report = crew().migrate();

    assertThat(names(report)).containsExactly("people ADOPTED", "badges APPLIED", "shoes APPLIED");
    assertThat(database.rows("SELECT id, name FROM person")).containsExactly("1|Ada");
  }

  @Test
  void completes_what_is_there_without_a_whole_piece() {
    database.execute(
        "CREATE TABLE person (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(80) NOT NULL)",
        "CREATE TABLE badge (id INTEGER NOT NULL PRIMARY KEY, person_id INTEGER NOT NULL, code"
            + " VARCHAR(20) NOT NULL UNIQUE, FOREIGN KEY (person_id) REFERENCES person(id))");

    MigrationReport report = crew().migrate();

    assertThat(report.completed().get(1).steps()).containsExactly("Index badge_person created");
    assertThat(report.completed().get(1).event()).isEqualTo(Event.APPLIED);
  }

  @Test
  void adopts_what_is_there_as_later_migrations_left_it() {
    Migration[] history = {
      Crew.people(),
      Crew.declared("2", "rename-column", SchemaChange.renameColumn("person", "name", "full_name")),
      Crew.declared("3", "rename-table", SchemaChange.renameTable("person", "human")),
      Crew.declared("4", "shoes", SchemaChange.addColumn("human", column("shoe_size", integer())))
    };
    database.execute(
        "CREATE TABLE human (id INTEGER NOT NULL PRIMARY KEY, full_name VARCHAR(80) NOT NULL)");

    assertThat(engine(history).plan(Target.all()).errors()).isEmpty();
    assertThat(names(engine(history).migrate()))
        .containsExactly(
            "people ADOPTED", "rename-column ADOPTED", "rename-table ADOPTED", "shoes APPLIED");
    assertThat(engine(history).verify().problems()).isEmpty();
  }

  @Test
  void stops_at_what_is_there_and_different_and_changes_nothing() {
    database.execute("CREATE TABLE badge (id INTEGER NOT NULL PRIMARY KEY, code VARCHAR(10))");

    MigrationException.Refused refused = refusal(() -> crew().migrate());

    assertThat(refused.getMessage())
        .contains("crew:badges (2) is in this database in part, and different")
        .contains("column badge.person_id is missing")
        .contains("column badge.code: length is 10, 20 is expected")
        .contains("no unique key on (code)")
        .contains("no foreign key (person_id)");
    assertThat(refused.report().orElseThrow().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'"))
        .containsExactly("badge");
  }

  @Test
  void refuses_before_anything_is_changed_when_a_needed_table_is_missing() {
    MigrationEngine engine =
        engine(TestMigration.sql("0.1", "other", "CREATE TABLE other (id INTEGER)"), Crew.badges());

    MigrationException.Refused refused = refusal(engine::migrate);

    assertThat(refused.getMessage()).contains("crew:badges (2) needs table 'person'");
    assertThat(refused.report().orElseThrow().problems())
        .containsExactly(new Problem.MissingTable(
            dev.showwise.migrate.MigrationLabel.of(Crew.badges()), "person"));
    assertThat(database.rows("SELECT name FROM sqlite_schema")).isEmpty();
  }

  @Test
  void rolls_a_failing_migration_back_and_keeps_those_before_it() {
    MigrationEngine engine = engine(
        TestMigration.sql("1", "good", "CREATE TABLE good (id INTEGER)"),
        TestMigration.sql(
            "2", "bad", "CREATE TABLE bad (id INTEGER)", "INSERT INTO nowhere VALUES (1)"),
        TestMigration.sql("3", "never", "CREATE TABLE never (id INTEGER)"));

    MigrationException.Failed failed =
        catchThrowableOfType(MigrationException.Failed.class, engine::migrate);

    MigrationReport report = failed.report().orElseThrow();
    assertThat(failed).hasMessageContaining("test:bad (2) failed").hasMessageContaining("nowhere");
    assertThat(failed).hasMessageContaining("It was rolled back");
    assertThat(names(report)).containsExactly("good APPLIED");
    assertThat(report.failed().orElseThrow().statement())
        .isEqualTo("INSERT INTO nowhere VALUES (1)");
    assertThat(report.failed().orElseThrow().undone()).isEqualTo(Undone.COMPLETELY);
    assertThat(report.remaining()).extracting(Object::toString).containsExactly("test:never (3)");
    assertThat(database.events()).containsExactly("good APPLIED");
    assertThat(database.rows("SELECT name FROM sqlite_schema WHERE name = 'bad'"))
        .isEmpty();
  }

  @Test
  void rolls_back_and_passes_on_an_error_too() {
    MigrationEngine engine = engine(TestMigration.of("1", "error", context -> {
      context.execute("CREATE TABLE half (id INTEGER)");
      throw new NoClassDefFoundError("com/example/Gone");
    }));

    assertThatThrownBy(engine::migrate)
        .isInstanceOf(MigrationException.Failed.class)
        .hasCauseInstanceOf(NoClassDefFoundError.class);
    assertThat(database.rows("SELECT name FROM sqlite_schema WHERE name = 'half'"))
        .isEmpty();
    assertThat(database.events()).isEmpty();
  }

  @Test
  void a_listener_that_fails_does_not_hide_what_failed_before() {
    MigrationEngine engine = MigrationEngine.builder(database.dataSource())
        .migrations(TestMigration.sql("1", "bad", "INSERT INTO nowhere VALUES (1)"))
        .listener(new dev.showwise.migrate.MigrationListener() {
          @Override
          public void failed(MigrationReport.Failure failure) {
            throw new IllegalStateException("no room in the log");
          }
        })
        .build();

    assertThatThrownBy(engine::migrate)
        .isInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining("nowhere")
        .satisfies(e -> assertThat(e.getCause().getSuppressed())
            .anyMatch(s -> s.getMessage().contains("no room in the log")));
  }

  @Test
  void a_failing_statement_is_never_success_whatever_its_message_says() {
    database.execute("CREATE TABLE there (id INTEGER)");
    MigrationEngine engine =
        engine(TestMigration.sql("1", "again", "CREATE TABLE there (id INTEGER)"));

    assertThatThrownBy(engine::migrate)
        .isInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining("already exists");
    assertThat(database.events()).isEmpty();
  }

  @Test
  void refuses_transaction_control_by_an_author() {
    for (String sql : List.of("COMMIT", "ROLLBACK", "BEGIN", "SAVEPOINT x", "/* hi */ commit;")) {
      MigrationEngine engine =
          engine(TestMigration.sql("1", "naughty", "CREATE TABLE half (id INTEGER)", sql));
      assertThatThrownBy(engine::migrate).isInstanceOf(MigrationException.Failed.class);
      assertThat(database.rows("SELECT name FROM sqlite_schema WHERE name = 'half'"))
          .isEmpty();
    }
    assertThatThrownBy(
            () -> engine(TestMigration.of("1", "naughty", c -> c.connection().commit()))
                .migrate())
        .isInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining("engine");
  }

  @Test
  void refuses_a_second_statement_that_the_driver_would_drop() {
    MigrationEngine engine = engine(TestMigration.sql(
        "1", "two-in-one", "CREATE TABLE a (id INTEGER); CREATE TABLE b (id INTEGER)"));

    assertThatThrownBy(engine::migrate).isInstanceOf(MigrationException.Failed.class);
    assertThat(database.rows("SELECT name FROM sqlite_schema WHERE name IN ('a', 'b')"))
        .isEmpty();
  }

  @Test
  void rolls_back_a_migration_that_orphans_rows_and_names_them() {
    crew().migrate();
    database.execute(
        "INSERT INTO person (id, name) VALUES (1, 'Ada')",
        "INSERT INTO badge (id, person_id, code) VALUES (1, 1, 'A1')");

    assertThatThrownBy(
            () -> engine(TestMigration.sql("1", "purge", "DELETE FROM person")).migrate())
        .isInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining("foreign key constraint failed")
        .hasMessageContaining("'badge'")
        .hasMessageContaining("1 row");
    assertThat(database.rows("SELECT name FROM person")).containsExactly("Ada");
  }

  @Test
  void reports_rows_that_were_orphaned_before_and_does_not_blame_the_migration() {
    engine(Crew.people(), Crew.badges()).migrate();
    database.execute("INSERT INTO badge (id, person_id, code) VALUES (1, 99, 'A1')");

    MigrationReport report = crew().migrate();

    assertThat(names(report)).containsExactly("shoes APPLIED");
    assertThat(report.problems()).containsExactly(new Problem.OrphanedRows("badge", "person", 1));
  }

  @Test
  void tells_what_changed_since_it_was_applied() {
    engine(TestMigration.sql("1", "one", "CREATE TABLE one (id INTEGER)").checksum("old"))
        .migrate();

    MigrationException.Refused refused = refusal(() -> engine(
            TestMigration.sql("1", "one").checksum("new"),
            TestMigration.sql("2", "two", "CREATE TABLE two (id INTEGER)"))
        .migrate());

    assertThat(refused)
        .hasMessageContaining("test:one (1) was changed after it was applied")
        .hasMessageContaining("test:old")
        .hasMessageContaining("test:new");
    assertThat(database.events()).containsExactly("one APPLIED");
  }

  @Test
  void notices_a_recorded_checksum_that_was_edited_even_when_nothing_is_pending() {
    crew().migrate();
    database.execute("UPDATE migration_history SET checksum = 'schema-1:00' WHERE name = 'badges'");

    assertThat(refusal(() -> crew().migrate()))
        .hasMessageContaining("crew:badges (2) was changed after it was applied");
  }

  @Test
  void refuses_a_statement_with_too_few_or_too_many_values() {
    database.execute("CREATE TABLE t (a INTEGER)", "INSERT INTO t VALUES (1)");

    assertThatThrownBy(
            engine(TestMigration.of("1", "few", c -> c.update("UPDATE t SET a = ?")))::migrate)
        .hasMessageContaining("has 1 places for values (?), and 0 values were given");
    assertThatThrownBy(
            engine(TestMigration.of("1", "many", c -> c.query("SELECT 1", r -> 1, "x")))::migrate)
        .hasMessageContaining("has 0 places for values (?), and 1 values were given");
    assertThat(database.rows("SELECT a FROM t")).containsExactly("1");
  }

  @Test
  void warns_before_it_removes_what_was_adopted() {
    database.execute(
        "CREATE TABLE person (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(80) NOT NULL)");
    crew().migrate();

    assertThat(crew().planRollback(RollbackTarget.named("people")).warnings())
        .extracting(Problem::message)
        .containsExactly(
            "crew:people (1) was adopted: what rolling it back removes was in the database before,"
                + " and was not made by a migration");
  }

  @Test
  void names_the_migration_whose_own_look_at_the_database_fails() {
    Migration blind =
        new dev.showwise.migrate.SchemaMigration("crew", "9", "blind", "cannot look") {
          @Override
          protected List<SchemaChange> changes() {
            throw new IllegalStateException("no glasses");
          }

          @Override
          public java.util.Set<String> needsTables() {
            return java.util.Set.of();
          }

          @Override
          public java.util.Optional<dev.showwise.migrate.Checksum> checksum() {
            return java.util.Optional.empty();
          }
        };

    assertThatThrownBy(() -> engine(blind))
        .isInstanceOf(MigrationException.InvalidCatalog.class)
        .hasMessageContaining("no glasses");
    TestMigration failing = TestMigration.sql("1", "x", "CREATE TABLE x (id INTEGER)");
    Migration looking = new Looking(failing);
    assertThat(refusal(engine(looking)::migrate))
        .hasMessageContaining("test:x (1) could not tell whether this database has it already")
        .hasMessageContaining("no glasses");
    assertThat(database.rows("SELECT name FROM sqlite_schema")).isEmpty();
  }

  /** A migration whose presence throws. */
  private record Looking(TestMigration real) implements Migration {
    @Override
    public String module() {
      return real.module();
    }

    @Override
    public dev.showwise.migrate.MigrationVersion version() {
      return real.version();
    }

    @Override
    public String name() {
      return real.name();
    }

    @Override
    public String description() {
      return real.description();
    }

    @Override
    public dev.showwise.migrate.Presence presence(dev.showwise.migrate.DatabaseView database) {
      throw new IllegalStateException("no glasses");
    }

    @Override
    public void apply(dev.showwise.migrate.MigrationContext context) throws SQLException {
      real.apply(context);
    }
  }

  @Test
  void applies_again_on_change_what_asks_for_it() {
    ExecutionOptions onChange = ExecutionOptions.DEFAULT.onChange();
    engine(TestMigration.sql("1", "view", "CREATE VIEW v AS SELECT 1 AS a")
            .checksum("1")
            .options(onChange))
        .migrate();

    MigrationEngine changed =
        engine(TestMigration.sql("1", "view", "DROP VIEW v", "CREATE VIEW v AS SELECT 2 AS a")
            .checksum("2")
            .options(onChange));

    assertThat(names(changed.migrate())).containsExactly("view APPLIED");
    assertThat(changed.migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(database.value("SELECT a FROM v")).isEqualTo("2");
  }

  @Test
  void runs_a_late_migration_and_says_that_it_is_late() {
    engine(Crew.people(), Crew.shoes()).migrate();

    Plan plan = crew().plan(Target.all());

    assertThat(plan.steps()).hasSize(1);
    assertThat(plan.steps().get(0).reason()).isEqualTo(Plan.Reason.LATE);
    assertThat(names(crew().migrate())).containsExactly("badges APPLIED");
  }

  @Test
  void warns_of_a_migration_that_is_not_at_hand_and_of_a_newer_one() {
    crew().migrate();

    MigrationReport report = engine(
            Crew.badges(),
            Crew.people(),
            TestMigration.sql("1", "x", "CREATE TABLE x (id INTEGER)"))
        .migrate();

    assertThat(report.problems()).extracting(Problem::code).containsExactly("newer-history");
    assertThat(engine(Crew.shoes(), Crew.people()).list().migrations())
        .extracting(s -> s.migration().name() + " " + s.state().word())
        .containsExactly("people applied", "shoes applied", "badges missing");
  }

  @Test
  void does_not_mind_modules_of_others_in_the_same_history() {
    crew().migrate();

    MigrationReport report = engine(
            TestMigration.of("other", "1", "x", c -> c.execute("CREATE TABLE x (id INTEGER)")))
        .migrate();

    assertThat(names(report)).containsExactly("x APPLIED");
    assertThat(report.problems()).isEmpty();
    assertThat(crew().migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
  }

  @Test
  void rolls_back_dependants_first_and_tells_what_would_be_lost() {
    crew().migrate();
    database.execute(
        "INSERT INTO person (id, name, shoe_size) VALUES (1, 'Ada', 38), (2, 'Bo', NULL)",
        "INSERT INTO badge (id, person_id, code) VALUES (1, 1, 'A1')");
    List<Plan> asked = new ArrayList<>();

    MigrationReport report = crew().rollback(RollbackTarget.named("people"), plan -> {
      asked.add(plan);
      return true;
    });

    assertThat(asked).hasSize(1);
    assertThat(asked.get(0).steps())
        .extracting(s -> s.migration().name() + " " + s.loss().items())
        .containsExactly(
            "shoes [column person.shoe_size: values in 1 row]",
            "badges [table badge: 1 row]",
            "people [table person: 2 rows]");
    assertThat(names(report))
        .containsExactly("shoes REVERTED", "badges REVERTED", "people REVERTED");
    assertThat(database.rows("SELECT name FROM sqlite_schema WHERE name IN ('person', 'badge')"))
        .isEmpty();
    assertThat(names(crew().migrate()))
        .containsExactly("people APPLIED", "badges APPLIED", "shoes APPLIED");
  }

  @Test
  void leaves_everything_as_it_is_when_the_answer_is_no() {
    crew().migrate();
    database.execute("INSERT INTO person (id, name) VALUES (1, 'Ada')");

    MigrationReport report =
        crew().rollback(RollbackTarget.named("people"), RollbackConsent.ifNothingIsLost());

    assertThat(report.outcome()).isEqualTo(Outcome.DECLINED);
    assertThat(database.events()).hasSize(3);
    assertThat(database.rows("SELECT name FROM person")).containsExactly("Ada");
  }

  @Test
  void stops_when_more_would_be_lost_than_was_agreed_to() {
    crew().migrate();

    MigrationException.Refused refused =
        refusal(() -> crew().rollback(RollbackTarget.named("badges"), plan -> {
          database.execute(
              "INSERT INTO person (id, name) VALUES (1, 'Ada')",
              "INSERT INTO badge (id, person_id, code) VALUES (1, 1, 'A1')");
          return true;
        }));

    assertThat(refused.report().orElseThrow().problems().get(0))
        .isEqualTo(new Problem.LossGrew(
            dev.showwise.migrate.MigrationLabel.of(Crew.badges()),
            new DataLoss(List.of(new DataLoss.Item("badge", "", 0))),
            new DataLoss(List.of(new DataLoss.Item("badge", "", 1)))));
    assertThat(database.rows("SELECT code FROM badge")).containsExactly("A1");
  }

  @Test
  void refuses_to_roll_back_an_irreversible_one_before_anything_is_changed() {
    Migration base =
        TestMigration.sql("1", "base", "CREATE TABLE base (id INTEGER)").irreversible();
    TestMigration next = TestMigration.sql("2", "next", "CREATE TABLE next (id INTEGER)")
        .after("base")
        .down(c -> c.execute("DROP TABLE next"));
    engine(base, next).migrate();

    MigrationException.Refused refused = refusal(() ->
        engine(base, next).rollback(RollbackTarget.named("base"), RollbackConsent.toAnyLoss()));

    assertThat(refused).hasMessageContaining("test:base (1) cannot be rolled back");
    assertThat(database.events()).containsExactly("base APPLIED", "next APPLIED");
  }

  @Test
  void rolls_back_the_last_one_and_down_to_a_version() {
    crew().migrate();

    assertThat(names(crew().rollback(RollbackTarget.last(), RollbackConsent.toAnyLoss())))
        .containsExactly("shoes REVERTED");
    assertThat(names(crew().rollback(RollbackTarget.downTo("crew:1"), RollbackConsent.toAnyLoss())))
        .containsExactly("badges REVERTED");
    MigrationReport nothing =
        crew().rollback(RollbackTarget.named("shoes"), RollbackConsent.toAnyLoss());
    assertThat(nothing.outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(nothing.problems()).extracting(Problem::code).containsExactly("not-applied");
  }

  @Test
  void a_failing_rollback_is_rolled_back() {
    TestMigration one = TestMigration.sql("1", "one", "CREATE TABLE one (id INTEGER)")
        .down(context -> {
          context.execute("DROP TABLE one");
          throw new SQLException("changed my mind");
        });
    engine(one).migrate();

    assertThatThrownBy(
            () -> engine(one).rollback(RollbackTarget.last(), RollbackConsent.toAnyLoss()))
        .isInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining("changed my mind");
    assertThat(database.rows("SELECT COUNT(*) FROM one")).containsExactly("0");
    assertThat(database.events()).containsExactly("one APPLIED");
  }

  @Test
  void lists_every_migration_with_its_true_state_and_writes_nothing() {
    database.execute(
        "CREATE TABLE person (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(80) NOT NULL)");

    List<MigrationStatus> before = crew().list().migrations();

    assertThat(before)
        .extracting(s -> s.migration().name() + " " + s.state().word() + " "
            + s.presence().get().word())
        .containsExactly("people pending present", "badges pending absent", "shoes pending absent");
    assertThat(database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'"))
        .containsExactly("person");
    crew().migrate();
    assertThat(crew().list().migrations())
        .extracting(s -> s.migration().name() + " " + s.state().word())
        .containsExactly("people adopted", "badges applied", "shoes applied");
  }

  @Test
  void verifies_that_schema_history_and_checksums_are_as_they_should_be() {
    crew().migrate();

    VerificationReport well = crew().verify();

    assertThat(well.problems()).isEmpty();
    assertThat(well.isWell()).isTrue();
    assertThat(well.verified()).isEqualTo(3);
    assertThat(well.historyRows()).isEqualTo(3);
    database.execute("ALTER TABLE person DROP COLUMN shoe_size", "DROP INDEX badge_person");
    assertThat(crew().verify().problems())
        .extracting(Problem::message)
        .anyMatch(m -> m.contains("column person.shoe_size is missing"))
        .anyMatch(m -> m.contains("badge_person"));
  }

  @Test
  void sees_every_kind_of_tampering_with_the_history() {
    for (String tampering : List.of(
        "UPDATE migration_history SET actor = 'nobody' WHERE seq = 2",
        "UPDATE migration_history SET at = '2001-01-01 00:00:00.000' WHERE seq = 1",
        "UPDATE migration_history SET checksum = NULL WHERE seq = 2",
        "DELETE FROM migration_history WHERE seq = 2",
        "UPDATE migration_history SET seq = 9 WHERE seq = 3")) {
      database.execute("DROP TABLE IF EXISTS migration_history");
      crew().migrate();
      assertThat(crew().verify().isWell()).as("before").isTrue();
      database.execute(tampering);
      assertThat(crew().verify().problems())
          .as(tampering)
          .extracting(Problem::code)
          .contains("history-tampered");
    }
  }

  @Test
  void many_at_once_apply_each_migration_exactly_once() throws Exception {
    int runners = 12;
    Migration[] migrations = IntStream.rangeClosed(1, 10)
        .mapToObj(i -> TestMigration.sql(
            Integer.toString(i),
            "m" + i,
            "CREATE TABLE t" + i + " (id INTEGER)",
            "INSERT INTO t" + i + " VALUES (1)"))
        .toArray(Migration[]::new);
    ExecutorService pool = Executors.newFixedThreadPool(runners);
    try {
      List<Callable<MigrationReport>> calls = new ArrayList<>();
      for (int i = 0; i < runners; i++) {
        calls.add(() -> engine(migrations).migrate());
      }
      List<Completed> all = new ArrayList<>();
      for (Future<MigrationReport> future : pool.invokeAll(calls)) {
        all.addAll(future.get().completed());
      }
      assertThat(all).hasSize(10);
    } finally {
      pool.shutdownNow();
    }
    assertThat(database.events()).hasSize(10);
    assertThat(engine(migrations).verify().isWell()).isTrue();
  }

  @Test
  void another_table_of_the_historys_name_is_left_alone() {
    database.execute("CREATE TABLE migration_history (id INTEGER, note TEXT)");

    for (ThrowingCallable verb : List.<ThrowingCallable>of(
        () -> crew().migrate(), () -> crew().list(), () -> crew().verify())) {
      assertThatThrownBy(verb)
          .isInstanceOf(MigrationException.Unusable.class)
          .hasMessageContaining("it is not a history table")
          .hasMessageContaining("it has id, note");
    }
    assertThat(database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'"))
        .containsExactly("migration_history");
  }

  @Test
  void refuses_to_build_without_migrations_or_with_ones_that_do_not_fit() {
    assertThatThrownBy(() -> engine())
        .isInstanceOf(MigrationException.InvalidCatalog.class)
        .hasMessageContaining("No migrations were found");
    assertThatThrownBy(() -> engine(
            TestMigration.sql("1", "a").after("b"), TestMigration.sql("2", "b").after("a")))
        .isInstanceOf(MigrationException.InvalidCatalog.class)
        .hasMessageContaining("test:a (1) → test:b (2) → test:a (1)");
    assertThatThrownBy(() -> engine(TestMigration.sql("1", "a"), TestMigration.sql("1.0", "b")))
        .hasMessageContaining("Module test has version 1.0 twice: test:a (1) of");
    assertThatThrownBy(() -> engine(TestMigration.sql("1", "a").after("other:thing")))
        .hasMessageContaining("depends on other:thing, which is not among the migrations at hand");
  }
}
