package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

/** Migrations outside a transaction. */
class StepwiseTest extends SqliteFileCase {
  private static final ExecutionOptions OUTSIDE = ExecutionOptions.DEFAULT.outsideTransaction();

  private static final String[] PARENT_AND_CHILD = {
    "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
    "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent(id) ON DELETE"
        + " CASCADE)",
    "INSERT INTO parent VALUES (1)",
    "INSERT INTO child VALUES (1, 1)"
  };

  private SQLiteDataSource enforcing() {
    SQLiteDataSource source = source();
    source.setEnforceForeignKeys(true);
    return source;
  }

  @Test
  void a_parent_table_is_rebuilt_without_losing_the_rows_that_refer_to_it() {
    database.execute(PARENT_AND_CHILD);
    TestMigration rebuild = TestMigration.sql(
            "1",
            "rebuild",
            "CREATE TABLE parent_new (id INTEGER PRIMARY KEY)",
            "INSERT INTO parent_new SELECT id FROM parent",
            "DROP TABLE parent",
            "ALTER TABLE parent_new RENAME TO parent")
        .options(OUTSIDE);

    MigrationEngine.builder(enforcing()).migrations(rebuild).build().migrate();

    assertThat(database.rows("SELECT id, parent_id FROM child")).containsExactly("1|1");
  }

  @Test
  void rows_that_it_orphans_make_it_fail() {
    database.execute(PARENT_AND_CHILD);
    TestMigration purge = TestMigration.sql("1", "purge", "DELETE FROM parent").options(OUTSIDE);

    assertThatThrownBy(engine(purge)::migrate)
        .isInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining("foreign key constraint failed");
    assertThat(database.allEvents()).containsExactly("purge STARTED", "purge STEP", "purge FAILED");
  }

  @Test
  void foreign_keys_are_enforced_afterwards_as_before_whatever_it_set() throws SQLException {
    try (Connection connection = enforcing().getConnection()) {
      MigrationEngine.builder(new OneConnection(connection))
          .migrations(
              TestMigration.sql("1", "off", "PRAGMA foreign_keys = OFF").options(OUTSIDE),
              TestMigration.sql("2", "on", "PRAGMA foreign_keys = ON").options(OUTSIDE),
              TestMigration.of(
                  "3",
                  "look",
                  context -> assertThat(enforced(context.connection())).isZero()))
          .build()
          .migrate();

      assertThat(enforced(connection)).isEqualTo(1);
    }
  }

  private static int enforced(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA foreign_keys")) {
      return result.getInt(1);
    }
  }

  @Test
  void a_failure_at_any_statement_is_recorded_with_what_came_before_it() {
    int statements = 4;
    for (int failing = 1; failing <= statements; failing++) {
      int bad = failing;
      String version = Integer.toString(failing);
      TestMigration migration = TestMigration.of("module" + failing, version, "m", context -> {
            for (int i = 1; i <= statements; i++) {
              context.execute(
                  i == bad
                      ? "INSERT INTO nowhere VALUES (1)"
                      : "CREATE TABLE t" + bad + i + " (a)");
            }
          })
          .options(OUTSIDE);

      assertThatThrownBy(engine(migration)::migrate).isInstanceOf(MigrationException.Failed.class);

      assertThat(database.rows("SELECT name FROM sqlite_schema WHERE name LIKE 't" + bad + "_'"))
          .containsExactlyElementsOf(
              IntStream.range(1, bad).mapToObj(i -> "t" + bad + i).toList());
      assertThat(database.rows("SELECT event FROM migration_history WHERE module = 'module" + bad
              + "' ORDER BY seq"))
          .hasSize(bad + 1)
          .startsWith("STARTED")
          .endsWith("FAILED");
      assertThat(engine(migration).verify().problems())
          .extracting(Problem::code)
          .containsExactly(bad == 1 ? "pending" : "unfinished");
    }
  }

  @Test
  void what_is_safe_to_repeat_is_repeated_after_a_failure_and_then_there_is_nothing_to_do() {
    ExecutionOptions repeatable = OUTSIDE.safeToRepeat();
    TestMigration bad = TestMigration.sql(
            "1", "m", "CREATE TABLE IF NOT EXISTS a (id)", "INSERT INTO nowhere VALUES (1)")
        .options(repeatable);
    TestMigration good =
        TestMigration.sql("1", "m", "CREATE TABLE IF NOT EXISTS a (id)").options(repeatable);
    assertThatThrownBy(engine(bad)::migrate).isInstanceOf(MigrationException.Failed.class);

    assertThat(engine(good).migrate().outcome()).isEqualTo(Outcome.MIGRATED);

    assertThat(engine(good).migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(engine(good).verify().problems()).isEmpty();
  }

  @Test
  void is_undone_outside_a_transaction_and_applied_again() {
    TestMigration table = TestMigration.sql("1", "table", "CREATE TABLE a (id INTEGER)")
        .down(context -> context.execute("DROP TABLE a"))
        .options(OUTSIDE);
    engine(table).migrate();

    engine(table).rollback(RollbackTarget.last(), RollbackConsent.toAnyLoss());
    assertThat(database.rows("SELECT name FROM sqlite_schema WHERE name = 'a'")).isEmpty();
    engine(table).migrate();

    assertThat(database.allEvents())
        .containsExactly(
            "table STARTED",
            "table STEP",
            "table APPLIED",
            "table STARTED",
            "table STEP",
            "table REVERTED",
            "table STARTED",
            "table STEP",
            "table APPLIED");
    assertThat(engine(table).verify().problems()).isEmpty();
  }
}
