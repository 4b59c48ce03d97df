package dev.showwise.migrate.twofactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.engine.MigrationEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class TwoFactorAuthTest {
  private static final String USER =
      "CREATE TABLE user (id INTEGER NOT NULL, username VARCHAR(80) NOT NULL, PRIMARY KEY (id))";
  private static final String ROWS = "INSERT INTO user VALUES (1, 'ada'), (2, 'bo')";

  @TempDir
  Path folder;

  @Test
  void it_says_what_it_is() {
    TwoFactorAuth migration = new TwoFactorAuth();

    assertThat(migration.module()).isEqualTo("showwise");
    assertThat(migration.version()).hasToString("1.0");
    assertThat(migration.name()).isEqualTo("2fa");
    assertThat(migration.description()).contains("Two-factor");
    assertThat(migration.dependsOn()).isEmpty();
    assertThat(migration.needsTables()).containsExactly("user");
    assertThat(migration.declaredChanges()).isEqualTo(migration.declaredChanges());
  }

  @Test
  void the_table_is_made_with_its_keys_and_defaults() throws SQLException {
    execute(USER, ROWS);

    MigrationReport report = engine().migrate();

    assertThat(report.completed())
        .singleElement()
        .satisfies(done -> assertThat(done.event()).isEqualTo(Event.APPLIED));
    execute("INSERT INTO two_factor_auth (user_id, secret) VALUES (1, 'S')");
    assertThat(query("SELECT user_id, secret, enabled, backup_codes,"
            + " created_at >= '2020-01-01 00:00:00' FROM two_factor_auth"))
        .containsExactly("1 S 0 null 1");
    assertThatThrownBy(
            () -> execute("INSERT INTO two_factor_auth (user_id, secret) VALUES (1, 'T')"))
        .hasMessageContaining("UNIQUE");
    assertThatThrownBy(() -> execute("INSERT INTO two_factor_auth (user_id) VALUES (2)"))
        .hasMessageContaining("NOT NULL");
    assertThatThrownBy(() -> execute(
            "PRAGMA foreign_keys = ON",
            "INSERT INTO two_factor_auth (user_id, secret) VALUES (99, 'T')"))
        .hasMessageContaining("FOREIGN KEY");
    assertThat(engine().migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
  }

  @Test
  void without_users_it_is_refused_and_the_message_says_which_table_is_missing() throws Exception {
    execute("CREATE TABLE crew (id INTEGER PRIMARY KEY)");
    byte[] before = Files.readAllBytes(file());

    MigrationException.Refused refused =
        catchThrowableOfType(MigrationException.Refused.class, () -> engine().migrate());

    assertThat(refused).hasMessageContaining("showwise:2fa").hasMessageContaining("'user'");
    assertThat(refused.report().orElseThrow().problems())
        .extracting(Problem::code)
        .containsExactly("missing-table");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void both_tables_that_are_found_in_installations_are_adopted() throws SQLException {
    String columns = "id INTEGER NOT NULL, user_id INTEGER NOT NULL, secret VARCHAR(32) NOT NULL,"
        + " enabled BOOLEAN%s, backup_codes TEXT, created_at DATETIME%s, PRIMARY KEY (id),"
        + " UNIQUE (user_id), FOREIGN KEY (user_id) REFERENCES user (id))";
    for (String made : List.of(
        columns.formatted(" DEFAULT 0", " DEFAULT CURRENT_TIMESTAMP"), columns.formatted("", ""))) {
      execute(
          "DROP TABLE IF EXISTS migration_history",
          "DROP TABLE IF EXISTS two_factor_auth",
          "DROP TABLE IF EXISTS user",
          USER,
          ROWS,
          "CREATE TABLE two_factor_auth (" + made,
          "INSERT INTO two_factor_auth (user_id, secret, enabled) VALUES (2, 'KEPT', 1)");

      assertThat(engine().migrate().completed())
          .singleElement()
          .satisfies(done -> assertThat(done.event()).isEqualTo(Event.ADOPTED));
      assertThat(query("SELECT user_id, secret, enabled FROM two_factor_auth"))
          .containsExactly("2 KEPT 1");
    }
  }

  @Test
  void a_table_that_lacks_two_columns_is_refused_and_both_are_named() throws Exception {
    execute(
        USER,
        "CREATE TABLE two_factor_auth (id INTEGER NOT NULL, user_id INTEGER NOT NULL,"
            + " secret VARCHAR(32) NOT NULL, enabled BOOLEAN DEFAULT 0, PRIMARY KEY (id),"
            + " UNIQUE (user_id), FOREIGN KEY (user_id) REFERENCES user (id))");
    byte[] before = Files.readAllBytes(file());

    assertThatThrownBy(() -> engine().migrate())
        .isInstanceOf(MigrationException.Refused.class)
        .hasMessageContaining("backup_codes")
        .hasMessageContaining("created_at");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  private Path file() {
    return folder.resolve("production_crew.db");
  }

  private SQLiteDataSource dataSource() {
    SQLiteDataSource dataSource = new SQLiteDataSource();
    dataSource.setUrl("jdbc:sqlite:" + file());
    return dataSource;
  }

  private MigrationEngine engine() {
    return MigrationEngine.builder(dataSource()).migrations(new TwoFactorAuth()).build();
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(rows.getObject(i)));
        }
        lines.add(String.join(" ", values));
      }
      return lines;
    }
  }
}
