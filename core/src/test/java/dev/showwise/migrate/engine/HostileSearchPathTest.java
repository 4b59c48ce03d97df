package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.internal.dialect.UrlDataSource;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session whose search path goes on into a schema where another application has its tables. */
class HostileSearchPathTest extends PostgresCase {
  private TestDatabase database;
  private DataSource application;

  @BeforeEach
  void makeSchemas() {
    database = database();
    database.execute("CREATE SCHEMA app");
    application = UrlDataSource.of(own.jdbcUrl() + "?currentSchema=app,public", own.user());
  }

  private static MigrationEngine engine(DataSource source, Migration... migrations) {
    return MigrationEngine.builder(source).migrations(migrations).build();
  }

  private List<String> tablesOf(String schema) {
    return database.rows(
        "SELECT tablename FROM pg_tables WHERE schemaname = '" + schema + "' ORDER BY 1");
  }

  private void expectAllInTheFirstSchema() {
    assertThat(engine(application, Crew.people(), Crew.shoes()).list().migrations())
        .allMatch(status -> status.state().word().equals("pending"));
    assertThat(engine(application, Crew.people(), Crew.shoes()).verify().historyRows())
        .isZero();

    assertThat(engine(application, Crew.people(), Crew.shoes()).migrate().completed().stream()
            .map(done -> done.migration().name() + " " + done.event()))
        .containsExactly("people APPLIED", "shoes APPLIED");

    assertThat(tablesOf("app")).containsExactly("migration_history", "person");
    StatementCounter counted = new StatementCounter(application);
    assertThat(engine(counted, Crew.people(), Crew.shoes()).migrate().outcome())
        .isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(counted.statements()).hasSize(1);
    assertThat(engine(application, Crew.people(), Crew.shoes()).verify().problems())
        .isEmpty();
  }

  @Test
  void another_applications_history_is_neither_read_nor_changed_and_its_tables_are_not_adopted() {
    engine(own.dataSource(), Crew.people(), Crew.shoes()).migrate();
    List<String> before = database.rows("SELECT * FROM public.migration_history");

    expectAllInTheFirstSchema();

    assertThat(database.rows("SELECT * FROM public.migration_history")).isEqualTo(before);
  }

  @Test
  void another_programs_table_of_that_name_is_not_taken_for_a_broken_history() {
    database.execute(
        "CREATE TABLE migration_history (id INTEGER)", "CREATE VIEW person AS SELECT 1");

    expectAllInTheFirstSchema();
  }

  @Test
  void a_table_that_this_account_may_not_read_is_not_in_the_way() {
    String role = "app_of_" + own.name();
    database.execute(
        "CREATE TABLE migration_history (id INTEGER)",
        "CREATE ROLE " + role + " LOGIN",
        "GRANT USAGE, CREATE ON SCHEMA app TO " + role);
    application = UrlDataSource.of(own.jdbcUrl() + "?currentSchema=app,public", role);
    try {
      expectAllInTheFirstSchema();
    } finally {
      database.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
    }
  }

  @Test
  void a_temporary_table_of_that_name_is_not_the_history() {
    engine(application, Crew.people()).migrate();
    DataSource disguised =
        UrlDataSource.of(own.jdbcUrl() + "?currentSchema=app,public", own.user());
    try (var connection = disguised.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE migration_history (id INTEGER)");
      assertThat(engine(new OneConnection(connection), Crew.people()).migrate().outcome())
          .isEqualTo(Outcome.NOTHING_TO_DO);
      assertThat(engine(new OneConnection(connection), Crew.people()).verify().problems())
          .isEmpty();
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }
}
