package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Where changes of the schema are rolled back with the transaction: a migration and its record are one,
 * all of it or nothing.
 */
interface RollsBackContract extends EngineCase {
  /** All rows: there are no others. */
  @Override
  default List<String> events() {
    return database().allEvents();
  }

  @Test
  default void an_attempt_and_its_record_are_one_row() {
    crew().migrate();
    crew().rollback(RollbackTarget.last(), RollbackConsent.toAnyLoss());

    assertThat(database().allEvents())
        .containsExactly("people APPLIED", "badges APPLIED", "shoes APPLIED", "shoes REVERTED");
    assertThat(crew().verify().historyRows()).isEqualTo(4);
  }

  @Test
  default void rolls_a_failing_migration_back_and_keeps_those_before_it() {
    MigrationEngine engine = engine(
        TestMigration.sql("1", "good", "CREATE TABLE good (id INTEGER)"),
        TestMigration.sql(
            "2", "bad", "CREATE TABLE bad (id INTEGER)", "INSERT INTO nowhere VALUES (1)"),
        TestMigration.sql("3", "never", "CREATE TABLE never (id INTEGER)"));

    MigrationException.Failed failed = failure(engine::migrate);

    MigrationReport report = failed.report().orElseThrow();
    assertThat(failed).hasMessageContaining("test:bad (2) failed").hasMessageContaining("nowhere");
    assertThat(failed).hasMessageContaining("It was rolled back");
    assertThat(names(report)).containsExactly("good APPLIED");
    assertThat(report.failed().orElseThrow().statement())
        .isEqualTo("INSERT INTO nowhere VALUES (1)");
    assertThat(undone(failed)).isEqualTo(Undone.COMPLETELY);
    assertThat(report.remaining()).extracting(Object::toString).containsExactly("test:never (3)");
    assertThat(events()).containsExactly("good APPLIED");
    assertThat(database().hasTable("bad")).isFalse();
  }

  @Test
  default void rolls_back_and_passes_on_an_error_too() {
    MigrationEngine engine = engine(TestMigration.of("1", "error", context -> {
      context.execute("CREATE TABLE half (id INTEGER)");
      throw new NoClassDefFoundError("com/example/Gone");
    }));

    assertThatThrownBy(engine::migrate)
        .isInstanceOf(MigrationException.Failed.class)
        .hasCauseInstanceOf(NoClassDefFoundError.class);
    assertThat(database().hasTable("half")).isFalse();
    assertThat(events()).isEmpty();
  }

  @Test
  default void a_failing_statement_is_never_success_whatever_its_message_says() {
    database().execute("CREATE TABLE there (id INTEGER)");
    MigrationEngine engine =
        engine(TestMigration.sql("1", "again", "CREATE TABLE there (id INTEGER)"));

    assertThatThrownBy(engine::migrate)
        .isInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining("already exists");
    assertThat(events()).isEmpty();
  }

  @Test
  default void refuses_transaction_control_by_an_author() {
    for (String sql : List.of("COMMIT", "ROLLBACK", "BEGIN", "SAVEPOINT x", "/* hi */ commit;")) {
      MigrationEngine engine =
          engine(TestMigration.sql("1", "naughty", "CREATE TABLE half (id INTEGER)", sql));
      assertThatThrownBy(engine::migrate).isInstanceOf(MigrationException.Failed.class);
      assertThat(database().hasTable("half")).isFalse();
    }
    assertThatThrownBy(
            () -> engine(TestMigration.of("1", "naughty", c -> c.connection().commit()))
                .migrate())
        .isInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining("engine");
  }

  @Test
  default void a_failing_rollback_is_rolled_back() {
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
    assertThat(database().rows("SELECT COUNT(*) FROM one")).containsExactly("0");
    assertThat(events()).containsExactly("one APPLIED");
  }
}
