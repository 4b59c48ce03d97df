package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Applying: in order, once, and what a target asks for. */
interface AppliesContract extends EngineCase {
  @Test
  default void applies_all_in_order_and_records_each() {
    MigrationReport report = crew().migrate();

    assertThat(report.outcome()).isEqualTo(Outcome.MIGRATED);
    assertThat(names(report)).containsExactly("people APPLIED", "badges APPLIED", "shoes APPLIED");
    assertThat(report.completed().get(1).steps())
        .containsExactly(
            "Table badge created",
            "Unique index on badge (code) created",
            "Foreign key badge (person_id) to person (id) created",
            "Index badge_person created");
    assertThat(events()).containsExactly("people APPLIED", "badges APPLIED", "shoes APPLIED");
  }

  @Test
  default void has_nothing_to_do_the_second_time() {
    crew().migrate();
    List<String> before = database().allEvents();

    MigrationReport report = crew().migrate();

    assertThat(report.outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(report.completed()).isEmpty();
    assertThat(events()).hasSize(3);
    assertThat(database().allEvents()).isEqualTo(before);
  }

  @Test
  default void nothing_to_do_costs_one_statement_however_many_are_applied() {
    for (int count : new int[] {1, 200}) {
      Migration[] migrations = IntStream.rangeClosed(1, count)
          .mapToObj(i -> TestMigration.sql("" + i, "m" + i))
          .toArray(Migration[]::new);
      engine(migrations).migrate();
      StatementCounter counter = new StatementCounter(database().dataSource());

      Outcome outcome = builder(counter, migrations).build().migrate().outcome();

      assertThat(outcome).isEqualTo(Outcome.NOTHING_TO_DO);
      assertThat(counter.statements()).hasSize(1);
      assertThat(counter.connections()).isEqualTo(1);
    }
  }

  @Test
  default void gives_a_connection_back_as_it_came() throws SQLException {
    try (Connection connection = database().dataSource().getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);

      builder(new OneConnection(connection), Crew.people(), Crew.badges())
          .build()
          .migrate();

      assertThat(connection.getAutoCommit()).isFalse();
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
      connection.rollback();
    }
    assertThat(events()).containsExactly("people APPLIED", "badges APPLIED");
  }

  @Test
  default void applies_a_named_migration_with_what_it_depends_on() {
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
  default void applies_what_creates_a_needed_table_even_if_nobody_declared_the_dependency() {
    assertThat(names(crew().migrate(Target.named("badges"))))
        .containsExactly("people APPLIED", "badges APPLIED");
  }

  @Test
  default void leaves_what_creates_a_needed_table_alone_when_the_table_is_there() {
    database().execute(person());

    assertThat(names(crew().migrate(Target.named("badges")))).containsExactly("badges APPLIED");
  }

  @Test
  default void applies_up_to_a_version() {
    assertThat(names(crew().migrate(Target.upTo("crew:2"))))
        .containsExactly("people APPLIED", "badges APPLIED");
    assertThat(names(crew().migrate(Target.upTo("3.0")))).containsExactly("shoes APPLIED");
  }

  @Test
  default void names_the_nearest_when_a_name_is_mistyped() {
    assertThatThrownBy(() -> crew().migrate(Target.named("bagdes")))
        .isInstanceOf(MigrationException.UnknownTarget.class)
        .hasMessageContaining("There is no migration 'bagdes'. Did you mean 'badges'?");
  }

  @Test
  default void applies_again_on_change_what_asks_for_it() {
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
    assertThat(database().value("SELECT a FROM v")).isEqualTo("2");
  }

  @Test
  default void runs_a_late_migration_and_says_that_it_is_late() {
    engine(Crew.people(), Crew.shoes()).migrate();

    Plan plan = crew().plan(Target.all());

    assertThat(plan.steps()).hasSize(1);
    assertThat(plan.steps().get(0).reason()).isEqualTo(Plan.Reason.LATE);
    assertThat(names(crew().migrate())).containsExactly("badges APPLIED");
  }
}
