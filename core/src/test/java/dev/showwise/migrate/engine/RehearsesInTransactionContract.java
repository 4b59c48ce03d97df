package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RehearsalReport;
import dev.showwise.migrate.RehearsalReport.Outcome;
import dev.showwise.migrate.SentStatement;
import dev.showwise.migrate.SqlPreview;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.Dialect.StatementCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is special about a rehearsal in a transaction on the database itself. */
interface RehearsesInTransactionContract extends RehearsesContract {
  @Test
  default void what_runs_in_no_transaction_is_left_out_and_named() {
    database().execute("CREATE TABLE seat (id INTEGER)");
    TestMigration index = TestMigration.sql(
            "1",
            "index",
            "INSERT INTO seat VALUES (1)",
            "CREATE INDEX CONCURRENTLY by_id ON seat (id)",
            "INSERT INTO seat VALUES (2)")
        .options(ExecutionOptions.DEFAULT.outsideTransaction())
        .down(context -> context.execute("DELETE FROM seat"));

    RehearsalReport report = engine(index).rehearse(Target.all());
    SqlPreview preview = engine(index).previewSql(Target.all());

    assertThat(report.outcome()).isEqualTo(Outcome.WELL);
    assertThat(report.problems())
        .containsExactly(new Problem.NotRehearsed(
            report.migrations().get(0).migration(),
            "'CREATE INDEX CONCURRENTLY by_id ON seat (id)'",
            "it cannot run in the transaction that is rolled back"));
    assertThat(report.rows().get(0).after()).isEqualTo(2);
    assertThat(preview.migrations().get(0).statements())
        .extracting(SentStatement::fate)
        .containsExactly(
            SentStatement.Fate.DONE, SentStatement.Fate.LEFT_OUT, SentStatement.Fate.DONE);
    assertThat(database().rows("SELECT * FROM seat")).isEmpty();
  }

  @Test
  default void a_constraint_that_waits_for_the_commit_is_checked_as_at_a_commit() {
    database()
        .execute(
            "CREATE TABLE stage (id INTEGER PRIMARY KEY)",
            "CREATE TABLE lamp (stage_id INTEGER REFERENCES stage DEFERRABLE INITIALLY DEFERRED)");
    TestMigration good = TestMigration.sql(
        "1", "good", "INSERT INTO lamp VALUES (1)", "INSERT INTO stage VALUES (1)");
    TestMigration alters =
        TestMigration.sql("2", "alters", "ALTER TABLE lamp ADD COLUMN watt INTEGER");
    TestMigration bad = TestMigration.sql("3", "bad", "INSERT INTO lamp VALUES (9)");

    SqlPreview preview = engine(good, alters, bad).previewSql(Target.all());

    assertThat(preview.migrations()).hasSize(3);
    assertThat(preview.failed().orElseThrow().migration().name()).isEqualTo("bad");
    assertThat(preview.failed().orElseThrow().statement()).isEqualTo("COMMIT");
    assertThat(database().rows("SELECT * FROM lamp")).isEmpty();
  }

  @Test
  default void a_rehearsal_whose_row_meets_a_lock_waits_and_goes_on() throws SQLException {
    TestMigration first = TestMigration.sql("1", "first", "CREATE TABLE first (id INTEGER)");
    TestMigration second = TestMigration.sql("2", "second", "CREATE TABLE second (id INTEGER)");
    engine(first).migrate();
    try (Connection other = database().dataSource().getConnection()) {
      other.setAutoCommit(false);
      try (Statement statement = other.createStatement()) {
        statement.execute("LOCK TABLE migration_history IN SHARE ROW EXCLUSIVE MODE");
      }
      MigrationListener releasing = new MigrationListener() {
        @Override
        public void waiting(String forWhat, Duration waited) {
          try {
            other.rollback();
          } catch (SQLException e) {
            throw new AssertionError(e);
          }
        }
      };

      RehearsalReport report = builder(database().dataSource(), first, second)
          .listener(releasing)
          .build()
          .rehearse(Target.all());

      assertThat(report.failed()).isEmpty();
      assertThat(report.migrations()).hasSize(1);
    }
  }

  @Test
  default void the_rehearsal_gives_way_to_the_application_and_gives_up_in_time()
      throws SQLException {
    engine(Crew.people()).migrate();
    TestMigration shoes = TestMigration.sql(
            "9", "shoes", "ALTER TABLE person ADD COLUMN shoe INTEGER")
        .options(ExecutionOptions.DEFAULT.waitingForLocks(Duration.ofMillis(100), 2));
    try (Connection application = database().dataSource().getConnection();
        Statement statement = application.createStatement()) {
      application.setAutoCommit(false);
      statement.executeUpdate("INSERT INTO person (id, name) VALUES (1, 'Ada')");

      Throwable thrown = catchThrowable(() -> engine(Crew.people(), shoes).rehearse(Target.all()));

      assertThat(thrown).isInstanceOf(MigrationException.LockTimeout.class);
      application.commit();
    }
    assertThat(database().rows("SELECT name FROM person")).containsExactly("Ada");
    assertThat(events()).containsExactly("people APPLIED");
  }

  @Test
  default void files_of_the_server_are_not_written() {
    TestMigration copy = TestMigration.sql("1", "copy", "COPY (SELECT 1) TO PROGRAM 'cat'");

    SqlPreview preview = engine(copy).previewSql(Target.all());

    assertThat(preview.failed().orElseThrow().message()).contains("'COPY' reaches beyond");
  }

  @Test
  default void a_transaction_that_a_statement_ended_unseen_is_an_alarm() {
    Dialect blind = mock(Dialect.class, delegatesTo(database().dialect()));
    doReturn(new StatementCheck(StatementCheck.Kind.ORDINARY, "")).when(blind).check(anyString());
    MigrationEngine engine = builder(
            database().dataSource(),
            TestMigration.sql("1", "ends", "CREATE TABLE mark (id INTEGER)", "END"))
        .dialect(blind)
        .build();

    Throwable thrown = catchThrowable(() -> engine.rehearse(Target.all()));

    assertThat(thrown)
        .isInstanceOf(MigrationException.class)
        .satisfies(e -> assertThat(e.toString() + List.of(e.getSuppressed()))
            .contains("ended the transaction in which it was rehearsed"));
  }
}
