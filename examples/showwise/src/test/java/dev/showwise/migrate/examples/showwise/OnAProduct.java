package dev.showwise.migrate.examples.showwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.servers.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ShowWise's migrations do on every product. */
abstract class OnAProduct {
  private static final List<String> BASE =
      List.of("crew_assignment", "equipment", "event", "pick_list_item", "stage_plan", "user");

  private final DatabaseServer server;
  private final String user;
  private TestDatabase database;

  /**
   * For one product.
   *
   * @param user the table of users as a statement names it; the word is reserved in some places
   */
  OnAProduct(DatabaseServer server, String user) {
    this.server = server;
    this.user = user;
  }

  @BeforeEach
  void makeDatabase() {
    Optional<String> reason = server.unavailableBecause();
    assumeTrue(reason.isEmpty(), () -> reason.orElseThrow());
    database = server.newDatabase();
  }

  @AfterEach
  void dropDatabase() {
    if (database != null) {
      database.close();
    }
  }

  @Test
  void an_empty_database_gets_all_of_it_once_and_is_found_complete() {
    assertThat(engine().list().migrations())
        .hasSize(Installation.MIGRATIONS.size())
        .allSatisfy(migration -> {
          assertThat(migration.state().word()).isEqualTo("pending");
          assertThat(migration.presence()).contains(Presence.absent());
        });

    MigrationReport report = engine().migrate();

    assertThat(completed(report))
        .containsExactly(
            "base APPLIED",
            "mi APPLIED",
            "mi2 APPLIED",
            "usertags APPLIED",
            "stageplan APPLIED",
            "mi3 APPLIED",
            "2fa APPLIED");
    assertThat(report.completed()).allSatisfy(done -> assertThat(done.steps()).isNotEmpty());
    assertThat(tables())
        .hasSize(BASE.size() + 10)
        .containsAll(BASE)
        .contains("o_auth_connection", "two_factor_auth", "migration_history");
    assertThat(engine().verify().problems()).isEmpty();
    assertThat(engine().migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(engine().list().migrations())
        .allSatisfy(migration -> assertThat(migration.state().word()).isEqualTo("applied"));
  }

  @Test
  void what_is_in_a_database_without_a_history_is_adopted() throws SQLException {
    engine().migrate();
    execute("DROP TABLE migration_history");

    assertThat(engine().migrate().completed())
        .hasSize(Installation.MIGRATIONS.size())
        .allSatisfy(done -> assertThat(done.event()).isEqualTo(Event.ADOPTED));
    assertThat(engine().verify().problems()).isEmpty();
  }

  @Test
  void a_table_and_rows_that_are_missing_are_added() throws SQLException {
    engine().migrate();
    execute(
        "DROP TABLE migration_history",
        "DROP TABLE cast_note",
        "DELETE FROM stage_plan_object WHERE name = 'Chair'");

    MigrationReport report = engine().migrate();

    assertThat(report.completed())
        .filteredOn(done -> done.event() == Event.APPLIED)
        .extracting(done -> done.migration().name() + " " + done.steps())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("mi2 [Table cast_note created");
    assertThat(query("SELECT COUNT(*) FROM stage_plan_object")).containsExactly("8");
    assertThat(engine().verify().problems()).isEmpty();
  }

  @Test
  void each_difference_is_named_and_nothing_is_changed() throws SQLException {
    engine().migrate(Target.named("base"));
    execute(
        "DROP TABLE migration_history",
        "CREATE TABLE todo_item (id INTEGER NOT NULL PRIMARY KEY, title VARCHAR(200) NOT NULL)");
    List<String> before = tables();

    MigrationException.Refused refused =
        catchThrowableOfType(MigrationException.Refused.class, () -> engine().migrate());

    assertThat(refused.getMessage().toLowerCase(Locale.ROOT))
        .contains(
            "showwise:mi (0.2)", "todo_item.user_id is missing", "todo_item.priority is missing");
    assertThat(tables()).isEqualTo(before);
  }

  @Test
  void users_get_the_roles_that_they_have_on_every_product() throws SQLException {
    engine().migrate(Target.upTo("showwise:0.3"));
    addUser(1, "ada", true);
    addUser(2, "bo", false);
    addUser(3, "cy", null);
    addUser(4, "di", true);

    MigrationReport report = engine().migrate(Target.named("usertags"));

    assertThat(report.completed())
        .singleElement()
        .satisfies(done -> assertThat(done.steps())
            .containsExactly("Column user.user_role added", "2 cast members got the role 'cast'"));
    assertThat(query("SELECT id, user_role FROM " + user + " ORDER BY id"))
        .containsExactly("1 cast", "2 crew", "3 crew", "4 cast");
  }

  @Test
  void roles_that_somebody_chose_stay_and_the_others_are_counted() throws SQLException {
    engine().migrate();
    addUser(1, "ada", true);
    addUser(2, "bo", false);
    addUser(3, "cy", true);
    execute(
        "UPDATE " + user + " SET user_role = 'director' WHERE id = 3",
        "UPDATE " + user + " SET user_role = NULL WHERE id = 2",
        "DROP TABLE migration_history");

    MigrationReport report = engine().migrate();

    assertThat(report.completed())
        .filteredOn(done -> done.event() == Event.APPLIED)
        .singleElement()
        .satisfies(done -> assertThat(done.steps())
            .containsExactly(
                "1 cast member got the role 'cast'",
                "1 other user without a role got the role 'crew'"));
    assertThat(query("SELECT id, user_role FROM " + user + " ORDER BY id"))
        .containsExactly("1 cast", "2 crew", "3 director");
  }

  @Test
  void the_stage_plan_designer_has_the_same_objects_on_every_product() throws SQLException {
    engine().migrate(Target.named("stageplan"));

    assertThat(query("SELECT name, category, image_data, default_width, default_height, created_by"
            + " FROM stage_plan_object WHERE is_public = TRUE AND created_at IS NOT NULL"
            + " ORDER BY id"))
        .containsExactlyElementsOf(Stream.of(StageObject.values())
            .map(object -> String.join(
                " ",
                object.title(),
                object.category(),
                object.imageData(),
                "" + object.width(),
                "" + object.height(),
                "System"))
            .toList());
  }

  @Test
  void with_rows_in_every_table_all_that_has_a_way_back_goes_and_comes_again() throws SQLException {
    engine().migrate();
    addRows();
    assertThat(engine().verify().problems()).isEmpty();

    MigrationReport back = engine()
        .rollback(
            RollbackTarget.named("mi", "stageplan", "mi3", "2fa"), RollbackConsent.toAnyLoss());

    assertThat(completed(back))
        .containsExactlyInAnyOrder(
            "2fa REVERTED",
            "mi3 REVERTED",
            "stageplan REVERTED",
            "usertags REVERTED",
            "mi2 REVERTED",
            "mi REVERTED");
    assertThat(tables())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(BASE.stream(), Stream.of("migration_history")).toList());
    assertThat(query("SELECT username FROM " + user)).containsExactly("ada");
    assertThat(query("SELECT title FROM event")).containsExactly("Hamlet");

    assertThat(completed(engine().migrate())).hasSize(6).allMatch(done -> done.endsWith("APPLIED"));
    assertThat(engine().verify().problems()).isEmpty();
    assertThat(query("SELECT id, user_role FROM " + user)).containsExactly("1 crew");
  }

  private void addUser(int id, String name, Boolean cast) throws SQLException {
    try (Connection connection = database.connect();
        var insert = connection.prepareStatement(
            "INSERT INTO " + user + " (id, username, is_cast) VALUES (?, ?, ?)")) {
      insert.setInt(1, id);
      insert.setString(2, name);
      insert.setObject(3, cast);
      insert.execute();
    }
  }

  private void addRows() throws SQLException {
    addUser(1, "ada", true);
    execute(
        "INSERT INTO event (id, title, event_date) VALUES (1, 'Hamlet', '2026-04-01 19:30:00')",
        "INSERT INTO equipment (id, barcode, name) VALUES (1, '0001', 'Drill')",
        "INSERT INTO crew_assignment (event_id, crew_member) VALUES (1, 'ada')",
        "INSERT INTO pick_list_item (item_name, event_id, equipment_id) VALUES ('Drill', 1, 1)",
        "INSERT INTO stage_plan (title, filename, event_id) VALUES ('Act 1', 'act1.pdf', 1)",
        "INSERT INTO todo_item (user_id, title, is_completed, event_id) VALUES (1, 'Mend', TRUE, 1)",
        "INSERT INTO cast_member (actor_name, character_name, event_id, user_id)"
            + " VALUES ('Ünal Åse', 'Hamlet', 1, 1)",
        "INSERT INTO cast_schedule (event_id, title, scheduled_time)"
            + " VALUES (1, 'Fitting', '2026-02-02 18:00:00')",
        "INSERT INTO cast_note (event_id, content, created_by) VALUES (1, 'Bring shoes', 'ada')",
        "INSERT INTO stage_plan_template (id, name, design_data) VALUES (1, 'Box set', '{}')",
        "INSERT INTO stage_plan_design (event_id, template_id, name, design_data)"
            + " VALUES (1, 1, 'Elsinore', '{}')",
        "INSERT INTO o_auth_connection (user_id, provider, provider_user_id)"
            + " VALUES (1, 'chat', '42')",
        "INSERT INTO two_factor_auth (user_id, secret, enabled) VALUES (1, 'S', TRUE)");
  }

  private MigrationEngine engine() {
    return MigrationEngine.builder(database.dataSource())
        .migrations(Installation.MIGRATIONS)
        .build();
  }

  private static List<String> completed(MigrationReport report) {
    return report.completed().stream()
        .map(done -> done.migration().name() + " " + done.event())
        .toList();
  }

  /** The names of all tables, in lower case and in order. */
  private List<String> tables() {
    return MigrationEngine.describeSchema(database.dataSource()).tables().stream()
        .map(table -> table.name().toLowerCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          values.add(result.getString(i));
        }
        rows.add(String.join(" ", values));
      }
      return rows;
    }
  }
}
