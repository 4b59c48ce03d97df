package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RollbackTarget;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas, which on MariaDB and MySQL are databases, and the connection that comes back from one. */
interface SchemasContract extends EngineCase {
  List<String> MADE = new ArrayList<>();

  /** Where names without a schema lead. */
  String whereNamesLead();

  default void makeSchema(String name) {
    database().execute("CREATE SCHEMA " + database().dialect().quote(name));
    MADE.add(name);
  }

  @AfterEach
  default void dropSchemas() {
    MADE.forEach(
        name -> database().execute("DROP SCHEMA " + database().dialect().quote(name) + dropsAll()));
    MADE.clear();
  }

  /** What makes a schema that is not empty go. */
  default String dropsAll() {
    return " CASCADE";
  }

  default String in(String schema, String table) {
    return database().dialect().quote(schema) + "." + database().dialect().quote(table);
  }

  default String where(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + whereNamesLead())) {
      row.next();
      return row.getString(1) + ", autocommit " + connection.getAutoCommit();
    }
  }

  private MigrationEngine in(String schema, Connection connection, Migration... migrations) {
    return builder(new OneConnection(connection), migrations).schema(schema).build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"app", "My App", "it's", "o\"d`d"})
  default void all_goes_into_the_schema_that_is_named_and_nowhere_else(String name)
      throws SQLException {
    makeSchema(name);
    try (Connection connection = database().dataSource().getConnection()) {
      String before = where(connection);
      MigrationEngine engine = in(name, connection, Crew.people(), Crew.badges(), Crew.shoes());

      assertThat(engine.migrate().outcome()).isEqualTo(Outcome.MIGRATED);
      assertThat(where(connection)).isEqualTo(before);
      assertThat(engine.migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
      assertThat(engine.verify().problems()).isEmpty();
      assertThat(where(connection)).isEqualTo(before);
      assertThat(database().tables()).isEmpty();
      assertThat(database().value("SELECT COUNT(*) FROM " + in(name, "person"))).isEqualTo("0");

      engine.rollback(RollbackTarget.last(), plan -> true);
      assertThat(where(connection)).isEqualTo(before);
      assertThat(database()
              .value("SELECT COUNT(*) FROM " + in(name, "migration_history")
                  + " WHERE event = 'REVERTED'"))
          .isEqualTo("1");
    }
  }

  @Test
  default void a_schema_that_is_not_there_is_named_and_the_connection_comes_back_as_it_was()
      throws SQLException {
    try (Connection connection = database().dataSource().getConnection()) {
      connection.setAutoCommit(false);
      String before = where(connection);

      assertThatThrownBy(in("nowhere", connection, Crew.people())::migrate)
          .isInstanceOf(MigrationException.Unavailable.class)
          .hasMessageContaining("There is no schema 'nowhere'")
          .hasMessageContaining("Create it, name another");
      connection.rollback();
      assertThat(where(connection)).isEqualTo(before);
    }
    assertThat(database().tables()).isEmpty();
  }

  @Test
  default void a_connection_comes_back_from_a_failed_run_as_it_was() throws SQLException {
    makeSchema("app");
    try (Connection connection = database().dataSource().getConnection()) {
      connection.setAutoCommit(false);
      String before = where(connection);

      assertThatThrownBy(in("app", connection, TestMigration.sql("1", "bad", "NONSENSE"))::migrate)
          .isInstanceOf(MigrationException.Failed.class);
      connection.rollback();
      assertThat(where(connection)).isEqualTo(before);
      connection.rollback();
    }
  }

  @Test
  default void two_applications_with_a_schema_each_do_not_see_each_other() {
    makeSchema("one");
    makeSchema("two");
    for (String schema : List.of("one", "two")) {
      assertThat(names(builder(database().dataSource(), Crew.people())
              .schema(schema)
              .build()
              .migrate()))
          .as(schema)
          .containsExactly("people APPLIED");
    }
    assertThat(database().tables()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"h_story", "h%", "History", "migration history", "it's\"`"})
  default void the_history_table_may_have_any_name(String name) {
    database().execute("CREATE TABLE hxstory (id INTEGER)");
    for (int i = 0; i < 2; i++) {
      MigrationEngine engine = builder(database().dataSource(), Crew.people(), Crew.shoes())
          .historyTable(name)
          .build();

      assertThat(engine.migrate().outcome())
          .isEqualTo(i == 0 ? Outcome.MIGRATED : Outcome.NOTHING_TO_DO);
      assertThat(engine.verify().problems())
          .containsExactly(new Problem.Unexplained("table " + spelled("hxstory")));
    }
    assertThat(database().tables())
        .containsExactlyInAnyOrder("hxstory", database().dialect().normalizeName(name), "person");
  }
}
