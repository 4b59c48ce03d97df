package dev.showwise.migrate.engine;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;
import static dev.showwise.migrate.schema.SchemaChange.renameColumn;
import static dev.showwise.migrate.schema.SchemaChange.renameTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.RestoreConsent;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.schema.SchemaChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** What only SQLite has: files that a process left, readers of a log, kinds of tables, other databases attached. */
class SqliteCornersTest extends SqliteFileCase {
  private static final String MANY_ROWS =
      "INSERT INTO note WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
          + " SELECT i + 1 FROM n WHERE i < 5000) SELECT i, hex(randomblob(100)) FROM n";

  @Test
  void what_a_killed_process_had_half_written_is_taken_back_before_anything_else()
      throws Exception {
    database.execute(
        "CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT)",
        "INSERT INTO note VALUES (0, 'old')");
    Path left = folder.resolve("left.db");
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA cache_size = 5");
      statement.executeUpdate("BEGIN");
      statement.executeUpdate("UPDATE note SET words = 'new'");
      statement.executeUpdate(MANY_ROWS);
      Files.copy(file, left);
      Files.copy(folder.resolve("crew.db-journal"), folder.resolve("left.db-journal"));
      statement.executeUpdate("ROLLBACK");
    }
    assertThat(Files.size(folder.resolve("left.db-journal"))).isPositive();

    MigrationEngine.builder(at(left).dataSource())
        .migrations(Crew.people())
        .backupBeforeChanges()
        .build()
        .migrate();

    assertThat(at(left).rows("SELECT id, words FROM note")).containsExactly("0|old");
    assertThat(at(left).value("PRAGMA integrity_check")).isEqualTo("ok");
    assertThat(folder.resolve("left.db-journal")).doesNotExist();
    assertThat(at(left).events()).containsExactly("people APPLIED");
  }

  @Test
  void whoever_reads_a_log_sees_the_old_until_it_is_done_and_keeps_nobody_waiting()
      throws Exception {
    database.rows("PRAGMA journal_mode = WAL");
    engine(Crew.people()).migrate();
    try (Connection reader = database.dataSource().getConnection();
        Statement statement = reader.createStatement()) {
      statement.executeUpdate("BEGIN");
      try (ResultSet before = statement.executeQuery("SELECT count(*) FROM migration_history")) {
        assertThat(before.getInt(1)).isEqualTo(1);
      }

      engine(Crew.people(), Crew.badges(), Crew.shoes()).migrate();

      try (ResultSet now = statement.executeQuery("SELECT count(*) FROM migration_history")) {
        assertThat(now.getInt(1)).isEqualTo(1);
      }
      statement.executeUpdate("COMMIT");
    }
    assertThat(database.events())
        .containsExactly("people APPLIED", "badges APPLIED", "shoes APPLIED");
  }

  @Test
  void what_is_opened_to_be_read_only_can_be_looked_at_and_is_not_migrated() throws Exception {
    engine(Crew.people()).migrate();
    byte[] before = Files.readAllBytes(file);
    SQLiteDataSource immutable = new SQLiteDataSource();
    immutable.setUrl("jdbc:sqlite:file:" + file + "?immutable=1");
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    SQLiteDataSource readOnly = new SQLiteDataSource(config);
    readOnly.setUrl("jdbc:sqlite:" + file);
    for (SQLiteDataSource source : List.of(immutable, readOnly)) {
      MigrationEngine engine = MigrationEngine.builder(source)
          .migrations(Crew.people(), Crew.badges())
          .build();

      assertThat(engine.list().migrations()).hasSize(2);
      engine.verify();
      assertThatThrownBy(engine::migrate)
          .isInstanceOf(MigrationException.Unavailable.class)
          .hasMessageContaining("cannot be written");
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void a_rename_that_a_view_stands_in_the_way_of_fails_and_leaves_all_as_it_was() {
    engine(Crew.people()).migrate();
    database.execute("CREATE VIEW broken AS SELECT nowhere.id FROM nowhere JOIN person");
    for (SchemaChange change :
        List.of(renameTable("person", "human"), renameColumn("person", "name", "full_name"))) {
      String before = database.value("SELECT group_concat(sql) FROM sqlite_schema");

      assertThatThrownBy(engine(Crew.people(), Crew.declared("2", "rename", change))::migrate)
          .isInstanceOf(MigrationException.Failed.class)
          .hasMessageContaining("error in view broken");

      assertThat(database.value("SELECT group_concat(sql) FROM sqlite_schema")).isEqualTo(before);
      assertThat(database.events()).containsExactly("people APPLIED");
    }
  }

  @Test
  void a_rename_takes_triggers_and_views_with_it() {
    engine(Crew.people()).migrate();
    database.execute(
        "CREATE TABLE seen (name TEXT)",
        "CREATE VIEW names AS SELECT name FROM person",
        "CREATE TRIGGER note_it AFTER INSERT ON person BEGIN INSERT INTO seen VALUES (new.name); END");

    engine(
            Crew.people(),
            Crew.declared(
                "2",
                "rename",
                renameColumn("person", "name", "full_name"),
                renameTable("person", "human")))
        .migrate();

    database.execute("INSERT INTO human (full_name) VALUES ('Ada')");
    assertThat(database.rows("SELECT name FROM seen")).containsExactly("Ada");
    assertThat(database.rows("SELECT * FROM names")).containsExactly("Ada");
  }

  @Test
  void every_kind_of_table_is_changed_backed_up_and_restored_with_its_rows() {
    database.execute(
        "CREATE TABLE keyed (code TEXT PRIMARY KEY, amount INTEGER) WITHOUT ROWID",
        "INSERT INTO keyed VALUES ('b', 2), ('a', 1)",
        "CREATE TABLE exact (id INTEGER PRIMARY KEY, words TEXT, raw BLOB, any_thing ANY) STRICT",
        "INSERT INTO exact VALUES (1, 'w', x'00ff', 'text'), (2, NULL, NULL, 2.5)",
        "CREATE TABLE computed (a INTEGER, b INTEGER GENERATED ALWAYS AS (a * 2) STORED, c TEXT AS ('c' || a))",
        "INSERT INTO computed (a) VALUES (1), (2)",
        "CREATE VIRTUAL TABLE words USING fts5(text)",
        "INSERT INTO words VALUES ('to be or not to be')");
    MigrationEngine engine = MigrationEngine.builder(database.dataSource())
        .migrations(Crew.declared(
            "1",
            "more",
            addColumn("keyed", column("more", integer())),
            addColumn("exact", column("more", integer())),
            addColumn("computed", column("more", integer()))))
        .backupBeforeChanges()
        .build();

    Path backup = engine.migrate().backup().orElseThrow().file();

    assertThat(engine.verify().isWell()).isTrue();
    assertThat(database.rows("SELECT code, amount, more FROM keyed"))
        .containsExactly("a|1|null", "b|2|null");
    engine.rollback(RollbackTarget.last(), RollbackConsent.toAnyLoss());
    assertThat(database.rows("SELECT * FROM exact")).hasSize(2);
    database.execute("DELETE FROM keyed", "DELETE FROM words");
    engine.restore(backup, RestoreConsent.always());
    assertThat(database.rows("SELECT * FROM keyed")).containsExactly("a|1", "b|2");
    assertThat(database.rows("SELECT a, b, c FROM computed")).containsExactly("1|2|c1", "2|4|c2");
    assertThat(database.rows("SELECT text FROM words WHERE words MATCH 'not'")).hasSize(1);
    assertThat(database.rows("SELECT typeof(any_thing) FROM exact"))
        .containsExactly("text", "real");
  }

  /** A data source that attaches another file to each connection, as some applications do. */
  private static final class Attaching extends SQLiteDataSource {
    private final Path other;

    Attaching(Path file, Path other) {
      this.other = other;
      setUrl("jdbc:sqlite:" + file);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate("ATTACH DATABASE '" + other + "' AS side");
      }
      return connection;
    }
  }

  @Test
  void a_database_that_is_attached_has_a_history_of_its_own() throws Exception {
    Path other = folder.resolve("other.db");
    MigrationEngine.builder(at(other).dataSource())
        .migrations(Crew.people(), Crew.badges())
        .build()
        .migrate();
    byte[] before = Files.readAllBytes(other);
    MigrationEngine engine = MigrationEngine.builder(new Attaching(file, other))
        .migrations(Crew.people(), Crew.badges())
        .build();

    assertThat(engine.list().migrations())
        .allMatch(status -> status.state().word().equals("pending"));
    engine.migrate();

    assertThat(database.events()).containsExactly("people APPLIED", "badges APPLIED");
    assertThat(database.tables()).contains("person", "badge");
    assertThat(engine.verify().problems()).isEmpty();
    assertThat(Files.readAllBytes(other)).isEqualTo(before);
  }

  @Test
  void a_temporary_table_of_the_name_of_the_history_is_not_taken_for_it() throws Exception {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMP TABLE migration_history (own TEXT)");

      MigrationEngine.builder(new OneConnection(connection))
          .migrations(Crew.people())
          .build()
          .migrate();

      assertThat(database.events()).containsExactly("people APPLIED");
    }
  }

  private MigrationException.Unavailable replacedUnder(MigrationListener listener) {
    return catchThrowableOfType(
        MigrationException.Unavailable.class,
        () -> MigrationEngine.builder(database.dataSource())
            .migrations(Crew.people(), Crew.badges())
            .listener(listener)
            .build()
            .migrate());
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void a_run_does_not_say_that_it_is_done_when_another_file_has_taken_the_place(String mode)
      throws Exception {
    Path moved = folder.resolve("moved.db");
    for (String during : List.of("people", "badges")) {
      Files.deleteIfExists(file);
      Files.deleteIfExists(moved);
      database.rows("PRAGMA journal_mode = " + mode);

      MigrationException.Unavailable told = replacedUnder(new MigrationListener() {
        @Override
        public void completed(MigrationReport.Completed completed) {
          if (completed.migration().name().equals(during)) {
            move(file, moved);
          }
        }
      });

      assertThat(told)
          .as(during)
          .hasMessageContaining("Somebody moved, removed or replaced " + file);
      assertThat(told.report().orElseThrow().completed()).as(during).isNotEmpty();
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
