package dev.showwise.migrate.twofactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationStatus;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.SchemaDescription;
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

/**
 * What the migration does on every product, beyond what every migration should; a subclass says how
 * people write tables there.
 */
abstract class OnAProduct {
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

  /** The statement that makes the table of users, as the application would. */
  abstract String users();

  /**
   * Statements that make {@code two_factor_auth}, as object mappers and people write them: each is the
   * whole table.
   */
  abstract List<String> tablesMadeByOthers();

  @BeforeEach
  void aDatabaseWithTwoUsers() throws SQLException {
    Optional<String> reason = server.unavailableBecause();
    assumeTrue(reason.isEmpty(), () -> reason.orElseThrow());
    database = server.newDatabase();
    execute(users(), "INSERT INTO " + user + " (id, username) VALUES (1, 'ada'), (2, 'bo')");
  }

  @AfterEach
  void dropDatabase() {
    if (database != null) {
      database.close();
    }
  }

  @Test
  void it_is_applied_and_recorded_once_and_found_complete() {
    assertThat(status().state().word()).isEqualTo("pending");
    assertThat(status().presence()).contains(Presence.absent());

    MigrationReport report = engine().migrate();

    assertThat(report.outcome()).isEqualTo(Outcome.MIGRATED);
    assertThat(report.completed()).singleElement().satisfies(done -> {
      assertThat(done.event()).isEqualTo(Event.APPLIED);
      assertThat(done.steps())
          .containsExactly(
              "Table two_factor_auth created",
              "Unique index on two_factor_auth (user_id) created",
              "Foreign key two_factor_auth (user_id) to user (id) created");
    });
    assertThat(status().state().word()).isEqualTo("applied");
    assertThat(engine().verify().problems()).isEmpty();
    assertThat(engine().migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
  }

  @Test
  void without_the_table_of_users_it_is_refused_and_nothing_is_made() throws SQLException {
    execute("DROP TABLE " + user);

    assertThat(problems())
        .containsExactly(new Problem.MissingTable(MigrationLabel.of(new TwoFactorAuth()), "user"));
    assertThat(tables()).isEmpty();
  }

  @Test
  void the_table_has_its_defaults_and_keeps_its_keys() throws SQLException {
    engine().migrate();

    execute("INSERT INTO two_factor_auth (user_id, secret) VALUES (1, 'S')");

    assertThat(query("SELECT id, enabled, backup_codes, created_at FROM two_factor_auth", row -> {
          assertThat(row.getInt(1)).isEqualTo(1);
          assertThat(row.getBoolean(2)).isFalse();
          assertThat(row.getString(3)).isNull();
          return String.valueOf(row.getString(4));
        }))
        .singleElement()
        .satisfies(created -> assertThat(created).startsWith("20"));
    for (String wrong : List.of(
        "INSERT INTO two_factor_auth (user_id, secret) VALUES (1, 'a second one')",
        "INSERT INTO two_factor_auth (user_id) VALUES (2)")) {
      assertThatThrownBy(() -> execute(wrong)).as(wrong).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void a_table_that_is_there_already_is_adopted_with_its_rows() throws SQLException {
    for (String table : tablesMadeByOthers()) {
      execute(table, "INSERT INTO two_factor_auth (user_id, secret) VALUES (2, 'KEPT')");

      assertThat(engine().migrate().completed())
          .as(table)
          .singleElement()
          .satisfies(done -> assertThat(done.event()).isEqualTo(Event.ADOPTED));
      assertThat(engine().verify().problems()).as(table).isEmpty();
      assertThat(query("SELECT secret FROM two_factor_auth", row -> row.getString(1)))
          .containsExactly("KEPT");

      execute("DROP TABLE two_factor_auth", "DROP TABLE migration_history");
    }
  }

  @Test
  void a_table_that_lacks_something_is_refused_with_all_that_it_lacks() throws SQLException {
    execute("CREATE TABLE two_factor_auth (id INTEGER NOT NULL, user_id INTEGER,"
        + " secret VARCHAR(16) NOT NULL, enabled BOOLEAN, PRIMARY KEY (id))");
    // on SQLite a whole number that is the primary key is numbered
    Optional<String> numbersByItself = server.product().equals("SQLite")
        ? Optional.empty()
        : Optional.of(
            "column two_factor_auth.id: the database does not number its rows, it is expected to");
    List<String> differences = new ArrayList<>();

    for (Problem problem : problems()) {
      assertThat(problem).isInstanceOf(Problem.PartiallyPresent.class);
      differences.addAll(((Problem.PartiallyPresent) problem).differences());
    }

    assertThat(differences)
        .map(difference -> difference.toLowerCase(Locale.ROOT))
        .containsExactlyElementsOf(Stream.concat(
                numbersByItself.stream(),
                Stream.of(
                    "column two_factor_auth.user_id: null is allowed, not null is expected",
                    "column two_factor_auth.secret: length is 16, at least 32 is expected",
                    "column two_factor_auth.backup_codes is missing",
                    "column two_factor_auth.created_at is missing",
                    "table two_factor_auth: no unique key on (user_id)",
                    "table two_factor_auth: no foreign key (user_id) → user(id)"))
            .toList());
    assertThat(tables()).containsExactly("two_factor_auth", "user");
  }

  private List<Problem> problems() {
    MigrationException.Refused refused =
        catchThrowableOfType(MigrationException.Refused.class, () -> engine().migrate());
    return refused.report().orElseThrow().problems();
  }

  private MigrationStatus status() {
    List<MigrationStatus> all = engine().list().migrations();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private MigrationEngine engine() {
    return MigrationEngine.builder(database.dataSource())
        .migrations(new TwoFactorAuth())
        .build();
  }

  /** The names of all tables, in lower case and in order. */
  private List<String> tables() {
    SchemaDescription schema = MigrationEngine.describeSchema(database.dataSource());
    return schema.tables().stream()
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

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, Row<T> row) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row.read(result));
      }
      return rows;
    }
  }
}
