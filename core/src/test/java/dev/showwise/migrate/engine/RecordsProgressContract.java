package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * Where changes of the schema commit by themselves: the history says how far a migration came, and what
 * it did before a failure stays.
 */
interface RecordsProgressContract extends EngineCase {
  /** Without the rows that an attempt leaves on its way. */
  @Override
  default List<String> events() {
    return database().events();
  }

  /** Makes a table, and fails at its second statement. */
  private static TestMigration bad() {
    return TestMigration.sql(
        "2", "bad", "CREATE TABLE bad (id INTEGER)", "INSERT INTO nowhere VALUES (1)");
  }

  private static MigrationException.Failed failure(ThrowingCallable call) {
    return catchThrowableOfType(MigrationException.Failed.class, call);
  }

  private static Undone undone(MigrationException.Failed failed) {
    return failed.report().orElseThrow().failed().orElseThrow().undone();
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
    assertThat(failed).hasMessageContaining("test:bad (2) failed").hasMessageContaining("nowhere");
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
  default void what_failed_half_way_blocks_its_own_module_and_no_other() {
    TestMigration next = TestMigration.sql("3", "next", "CREATE TABLE next_one (id INTEGER)");
    TestMigration other =
        TestMigration.of("elsewhere", "1", "other", c -> c.execute("CREATE TABLE o (id INTEGER)"));
    assertThatThrownBy(engine(bad(), next)::migrate).isInstanceOf(MigrationException.Failed.class);

    assertThat(refusal(engine(bad(), next)::migrate))
        .hasMessageContaining("test:bad (2) is failed from an earlier attempt");
    assertThat(engine(bad(), next, other).plan(Target.all()).steps())
        .extracting(s -> s.migration().name())
        .containsExactly("other");
    MigrationException.Refused refused = refusal(engine(bad(), next, other)::migrate);
    assertThat(refused).hasMessageContaining("test:bad (2) is failed from an earlier attempt");
    assertThat(names(refused.report().orElseThrow())).containsExactly("other APPLIED");
    assertThat(events()).containsExactly("bad FAILED", "other APPLIED");
    assertThat(engine(other).migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
  }

  @Test
  default void what_failed_at_its_first_statement_did_nothing_and_is_pending_again() {
    MigrationEngine broken =
        engine(TestMigration.sql("1", "rows", "INSERT INTO nowhere VALUES (1)"));
    MigrationEngine mended =
        engine(TestMigration.sql("1", "rows", "CREATE TABLE nowhere (id INTEGER)"));

    MigrationException.Failed failed = failure(broken::migrate);

    assertThat(failed).hasMessageContaining("as it was before this migration");
    assertThat(undone(failed)).isEqualTo(Undone.COMPLETELY);
    assertThat(events()).containsExactly("rows FAILED");
    Plan again = broken.plan(Target.all());
    assertThat(again.errors()).isEmpty();
    assertThat(again.steps()).extracting(s -> s.migration().name()).containsExactly("rows");
    assertThat(names(mended.migrate())).containsExactly("rows APPLIED");
    assertThat(events()).containsExactly("rows FAILED", "rows APPLIED");
    assertThat(mended.migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(mended.verify().problems()).isEmpty();
  }

  @Test
  default void what_failed_before_it_sent_a_statement_is_pending_again() {
    MigrationEngine broken = engine(TestMigration.of("1", "early", context -> {
      throw new SQLException("not today");
    }));
    MigrationEngine mended =
        engine(TestMigration.sql("1", "early", "CREATE TABLE early (id INTEGER)"));

    MigrationException.Failed failed = failure(broken::migrate);

    assertThat(failed).hasMessageContaining("not today");
    assertThat(undone(failed)).isEqualTo(Undone.COMPLETELY);
    assertThat(events()).containsExactly("early FAILED");
    assertThat(names(mended.migrate())).containsExactly("early APPLIED");
    assertThat(mended.verify().problems()).isEmpty();
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
  default void a_rollback_that_fails_half_way_is_recorded_and_blocks_its_module_both_ways() {
    TestMigration one = TestMigration.sql("1", "one", "CREATE TABLE one (id INTEGER)")
        .down(context -> {
          context.execute("DROP TABLE one");
          throw new SQLException("changed my mind");
        });
    engine(one).migrate();

    MigrationException.Failed failed =
        failure(() -> engine(one).rollback(RollbackTarget.last(), RollbackConsent.toAnyLoss()));

    assertThat(failed).hasMessageContaining("changed my mind");
    assertThat(undone(failed)).isEqualTo(Undone.NOT);
    assertThat(database().hasTable("one")).isFalse();
    assertThat(events()).containsExactly("one APPLIED", "one FAILED");
    assertThat(refusal(engine(one)::migrate))
        .hasMessageContaining("test:one (1) is failed from an earlier attempt");
    assertThat(refusal(
            () -> engine(one).rollback(RollbackTarget.named("one"), RollbackConsent.toAnyLoss())))
        .hasMessageContaining("test:one (1) is failed from an earlier attempt");
  }
}
