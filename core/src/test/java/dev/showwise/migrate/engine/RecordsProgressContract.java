package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Where changes of the schema commit by themselves: the history says how far a migration came, and what
 * it did before a failure stays.
 */
interface RecordsProgressContract extends AfterFailureContract {
  /** Without the rows that an attempt leaves on its way. */
  @Override
  default List<String> events() {
    return database().events();
  }

  @Test
  default void an_attempt_has_a_row_for_its_beginning_each_statement_and_its_end() {
    TestMigration seats = TestMigration.sql(
            "1", "seats", "CREATE TABLE seat (id INTEGER)", "INSERT INTO seat VALUES (1)")
        .down(context -> context.execute("DROP TABLE seat"));

    engine(seats).migrate();
    engine(seats).rollback(RollbackTarget.last(), RollbackConsent.toAnyLoss());
    engine(seats).migrate();

    assertThat(events()).containsExactly("seats APPLIED", "seats REVERTED", "seats APPLIED");
    assertThat(database().allEvents())
        .containsExactly(
            "seats STARTED",
            "seats STEP",
            "seats STEP",
            "seats APPLIED",
            "seats STARTED",
            "seats STEP",
            "seats REVERTED",
            "seats STARTED",
            "seats STEP",
            "seats STEP",
            "seats APPLIED");
    assertThat(engine(seats).verify().problems()).isEmpty();
    assertThat(engine(seats).verify().historyRows()).isEqualTo(11);
  }

  @Test
  default void keeps_what_a_failing_migration_did_and_those_before_it_and_says_so() {
    MigrationEngine engine = engine(
        TestMigration.sql("1", "good", "CREATE TABLE good (id INTEGER)"),
        bad(),
        TestMigration.sql("3", "never", "CREATE TABLE never (id INTEGER)"));

    MigrationException.Failed failed = failure(engine::migrate);

    MigrationReport report = failed.report().orElseThrow();
    assertThat(failed)
        .hasMessageContaining("test:bad (2) failed")
        .hasMessageContaining(spelled("nowhere"));
    assertThat(failed).hasMessageContaining("is still there");
    assertThat(names(report)).containsExactly("good APPLIED");
    assertThat(report.failed().orElseThrow().statement())
        .isEqualTo("INSERT INTO nowhere VALUES (1)");
    assertThat(undone(failed)).isEqualTo(Undone.NOT);
    assertThat(report.remaining()).extracting(Object::toString).containsExactly("test:never (3)");
    assertThat(database().allEvents())
        .containsExactly(
            "good STARTED", "good STEP", "good APPLIED", "bad STARTED", "bad STEP", "bad FAILED");
    assertThat(database().hasTable("bad")).isTrue();
    assertThat(database().hasTable("never")).isFalse();
  }

  @Test
  default void rows_of_a_failing_statement_go_with_it_and_those_before_it_stay() {
    database().execute("CREATE TABLE seat (id INTEGER NOT NULL PRIMARY KEY)");
    MigrationEngine engine = engine(TestMigration.sql(
        "1", "rows", "INSERT INTO seat VALUES (1)", "INSERT INTO seat VALUES (2), (1)"));

    assertThat(undone(failure(engine::migrate))).isEqualTo(Undone.NOT);
    assertThat(database().rows("SELECT id FROM seat")).containsExactly("1");
    assertThat(database().allEvents()).containsExactly("rows STARTED", "rows STEP", "rows FAILED");
  }

  @Test
  default void records_and_passes_on_an_error_too() {
    MigrationEngine engine = engine(TestMigration.of("1", "error", context -> {
      context.execute("CREATE TABLE half (id INTEGER)");
      throw new NoClassDefFoundError("com/example/Gone");
    }));

    MigrationException.Failed failed = failure(engine::migrate);

    assertThat(failed).hasCauseInstanceOf(NoClassDefFoundError.class);
    assertThat(undone(failed)).isEqualTo(Undone.NOT);
    assertThat(database().hasTable("half")).isTrue();
    assertThat(events()).containsExactly("error FAILED");
  }

  @Test
  default void a_failing_statement_is_never_success_whatever_its_message_says() {
    database().execute("CREATE TABLE there (id INTEGER)");
    MigrationEngine engine =
        engine(TestMigration.sql("1", "again", "CREATE TABLE there (id INTEGER)"));

    assertThat(failure(engine::migrate)).hasMessageContaining("already exists");
    assertThat(events()).containsExactly("again FAILED");
  }

  @Test
  default void an_author_who_ends_a_transaction_half_way_is_refused_and_the_first_half_stays() {
    MigrationEngine engine =
        engine(TestMigration.sql("1", "naughty", "CREATE TABLE half (id INTEGER)", "COMMIT"));

    MigrationException.Failed failed = failure(engine::migrate);

    assertThat(failed)
        .hasMessageContaining("Transactions belong to the engine")
        .hasMessageContaining("is still there");
    assertThat(database().hasTable("half")).isTrue();
    assertThat(events()).containsExactly("naughty FAILED");
    MigrationEngine byApi =
        engine(TestMigration.of("other", "1", "by-api", c -> c.connection().commit()));
    assertThat(failure(byApi::migrate)).hasMessageContaining("engine");
  }

  @Test
  default void what_runs_on_change_and_fails_before_anything_is_done_is_still_what_it_was_before() {
    engine(Crew.people()).migrate();
    java.util.function.BiFunction<String, String, TestMigration> view =
        (checksum, sql) -> TestMigration.sql("1", "seats", sql)
            .checksum(checksum)
            .options(dev.showwise.migrate.ExecutionOptions.DEFAULT.onChange());
    engine(view.apply("a", "CREATE TABLE seat (id INTEGER)")).migrate();
    MigrationEngine broken = engine(view.apply("b", "INSERT INTO nowhere VALUES (1)"));
    assertThat(undone(failure(broken::migrate))).isEqualTo(Undone.COMPLETELY);

    MigrationEngine mended = engine(view.apply("b", "INSERT INTO seat VALUES (7)"));

    assertThat(mended.plan(dev.showwise.migrate.Target.all()).steps())
        .extracting(step -> step.reason().name())
        .containsExactly("CHANGED");
    assertThat(names(mended.migrate())).containsExactly("seats APPLIED");
    assertThat(database().rows("SELECT id FROM seat")).containsExactly("7");
    assertThat(mended.migrate().outcome())
        .isEqualTo(dev.showwise.migrate.MigrationReport.Outcome.NOTHING_TO_DO);
    assertThat(mended.verify().problems()).isEmpty();
  }
}
