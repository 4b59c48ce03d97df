package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RehearsalReport;
import dev.showwise.migrate.RehearsalReport.Outcome;
import dev.showwise.migrate.SqlPreview;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.internal.dialect.UrlDataSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is special about a rehearsal in a second database on the same server. */
interface RehearsesInCopyContract extends RehearsesContract {
  String databaseName();

  void makeAccount(String name);

  void dropAccount(String name);

  private List<String> copies() {
    return database()
        .rows("SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA"
            + " WHERE SCHEMA_NAME LIKE 'showwise\\_rehearsal\\_%'");
  }

  @Test
  default void views_triggers_and_routines_are_in_the_copy_and_work_there() {
    String name = databaseName();
    database()
        .execute(
            "CREATE TABLE seat (id INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY, price INTEGER,"
                + " gross INTEGER AS (price * 2) STORED)",
            "CREATE TABLE log (what VARCHAR(40))",
            "CREATE FUNCTION doubled(n INTEGER) RETURNS INTEGER DETERMINISTIC RETURN n * 2",
            "CREATE VIEW z_dear AS SELECT id, price FROM " + name + ".seat WHERE price > 15",
            "CREATE VIEW a_dearest AS SELECT MAX(doubled(price)) AS most FROM z_dear",
            "CREATE TRIGGER logs AFTER INSERT ON seat FOR EACH ROW"
                + " INSERT INTO log VALUES (CONCAT('seat ', NEW.id))",
            "INSERT INTO seat (price) VALUES (10), (20)");
    List<String> before = everything();
    TestMigration sell = TestMigration.of("1", "sell", context -> {
          context.execute("INSERT INTO seat (price) VALUES (30)");
          context.step("most " + context.query("SELECT most FROM a_dearest", row -> row.getInt(1)));
        })
        .down(context -> {
          context.execute("DELETE FROM seat WHERE price = 30");
          context.execute("DELETE FROM log WHERE what = 'seat 3'");
        });

    RehearsalReport report = engine(sell).rehearse(Target.all());

    assertThat(report.problems()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.WELL);
    assertThat(report.migrations().get(0).steps()).containsExactly("most [60]");
    assertThat(report.rows())
        .extracting(r -> r.table() + " " + r.before() + " " + r.after())
        .containsExactly("log 2 3", "seat 2 3");
    assertThat(everything()).isEqualTo(before);
    assertThat(copies()).isEmpty();
  }

  @Test
  default void a_trigger_that_writes_into_another_database_does_not_do_so_in_a_rehearsal() {
    String other = databaseName() + "_other";
    database()
        .execute(
            "CREATE DATABASE " + other,
            "CREATE TABLE " + other + ".log (what VARCHAR(40))",
            "CREATE TABLE seat (id INTEGER)",
            "CREATE TRIGGER logs AFTER INSERT ON seat FOR EACH ROW INSERT INTO " + other
                + ".log VALUES ('seat')");
    try {
      TestMigration sell = TestMigration.sql("1", "sell", "INSERT INTO seat VALUES (30)")
          .down(context -> context.execute("DELETE FROM seat"));

      RehearsalReport report = engine(sell).rehearse(Target.all());

      assertThat(database().rows("SELECT what FROM " + other + ".log")).isEmpty();
      assertThat(report.problems())
          .anySatisfy(problem -> assertThat(problem.message())
              .contains("trigger logs")
              .contains("names the database '" + other + "'"));
    } finally {
      database().execute("DROP DATABASE " + other);
    }
  }

  @Test
  default void what_would_reach_past_the_copy_is_refused() {
    database().execute("CREATE TABLE seat (id INTEGER)");
    for (String sql : List.of(
        "INSERT INTO " + databaseName() + ".seat VALUES (1)",
        "INSERT INTO `" + databaseName() + "` . seat VALUES (1)",
        "CREATE USER someone",
        "DROP DATABASE " + databaseName(),
        "SET GLOBAL max_connections = 7",
        "GRANT SELECT ON seat TO someone",
        "PREPARE s FROM 'INSERT INTO seat VALUES (1)'",
        "SELECT 1 INTO OUTFILE '/tmp/rehearsal'",
        "CREATE PROCEDURE p() CALL " + databaseName() + ".q()")) {
      SqlPreview preview = engine(TestMigration.sql("1", "out", sql)
              .options(dev.showwise.migrate.ExecutionOptions.DEFAULT.outsideTransaction()))
          .previewSql(Target.all());

      assertThat(preview.failed().orElseThrow().message())
          .as(sql)
          .contains("cannot be rehearsed in a copy of the database on the same server");
    }
    assertThat(database().rows("SELECT * FROM seat")).isEmpty();
    assertThat(copies()).isEmpty();
  }

  @Test
  default void what_cannot_be_copied_is_named() {
    database().execute("CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DO DELETE FROM nowhere");

    RehearsalReport report = crew().rehearse(Target.all());

    assertThat(report.problems()).containsExactly(new Problem.NotInScratch("event nightly"));
    assertThat(report.outcome()).isEqualTo(Outcome.WELL);
  }

  @Test
  default void an_account_that_may_make_no_database_is_told_what_to_have_granted() {
    String account = "rehearser_of_" + databaseName();
    makeAccount(account);
    try {
      database().execute("GRANT ALL ON " + databaseName() + ".* TO " + account);
      MigrationEngine engine =
          builder(UrlDataSource.of(database().url(), account), Crew.people()).build();

      Throwable thrown = catchThrowable(() -> engine.rehearse(Target.all()));

      assertThat(thrown)
          .isInstanceOf(MigrationException.Unavailable.class)
          .hasMessageContaining("GRANT ALL PRIVILEGES ON `showwise\\_rehearsal\\_%`.* TO");
      database().execute("GRANT ALL PRIVILEGES ON `showwise\\_rehearsal\\_%`.* TO " + account);
      assertThat(engine.rehearse(Target.all()).outcome()).isEqualTo(Outcome.WELL);
      assertThat(copies()).isEmpty();
    } finally {
      dropAccount(account);
    }
  }
}
