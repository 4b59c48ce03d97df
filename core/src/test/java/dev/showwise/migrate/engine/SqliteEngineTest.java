package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** The contract on SQLite, and what only SQLite has. */
class SqliteEngineTest
    implements EngineContract, RollsBackKilledContract, ReplicasContract, RehearsesContract {
  @RegisterExtension
  final NothingLeftOpen nothingLeftOpen = new NothingLeftOpen();

  @TempDir
  Path folder;

  private Path file;
  private TestDatabase database;

  @BeforeEach
  void chooseFile() throws IOException {
    file = Files.createTempDirectory(folder, "db").resolve("crew with space's.db");
    database = new TestDatabase(source(file));
  }

  @Override
  public NothingLeftOpen nothingLeftOpen() {
    return nothingLeftOpen;
  }

  @Override
  public TestDatabase database() {
    return database;
  }

  @Override
  public String identity() {
    return "INTEGER NOT NULL PRIMARY KEY";
  }

  private static SQLiteDataSource source(Path file) {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private MigrationEngine impatient(Migration... migrations) {
    return MigrationEngine.builder(database.dataSource())
        .migrations(migrations)
        .lockTimeout(Duration.ofMillis(200))
        .build();
  }

  @Test
  void rolls_back_a_migration_that_orphans_rows_and_names_them() {
    crew().migrate();
    database.execute(
        "INSERT INTO person (id, name) VALUES (1, 'Ada')",
        "INSERT INTO badge (id, person_id, code) VALUES (1, 1, 'A1')");

    assertThatThrownBy(
            () -> engine(TestMigration.sql("1", "purge", "DELETE FROM person")).migrate())
        .isInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining("foreign key constraint failed")
        .hasMessageContaining("'badge'")
        .hasMessageContaining("1 row");
    assertThat(database.rows("SELECT name FROM person")).containsExactly("Ada");
  }

  @Test
  void reports_rows_that_were_orphaned_before_and_does_not_blame_the_migration() {
    engine(Crew.people(), Crew.badges()).migrate();
    database.execute("INSERT INTO badge (id, person_id, code) VALUES (1, 99, 'A1')");

    MigrationReport report = crew().migrate();

    assertThat(names(report)).containsExactly("shoes APPLIED");
    assertThat(report.problems()).containsExactly(new Problem.OrphanedRows("badge", "person", 1));
    assertThat(crew().verify().problems())
        .containsExactly(new Problem.OrphanedRows("badge", "person", 1));
    assertThat(crew().verify().isWell()).isTrue();
  }

  @Test
  void an_engine_side_rollback_is_a_failure_and_nothing_after_it_is_written() {
    MigrationEngine engine = engine(TestMigration.of("1", "swallows", context -> {
      context.execute("CREATE TABLE half (id INTEGER UNIQUE ON CONFLICT ROLLBACK)");
      context.execute("INSERT INTO half VALUES (1)");
      try {
        context.execute("INSERT INTO half VALUES (1)");
      } catch (SQLException e) {
        // an author who goes on as if nothing had happened
      }
      try {
        context.execute("CREATE TABLE escaped (id INTEGER)");
      } catch (SQLException e) {
        // and again
      }
    }));

    assertThatThrownBy(engine::migrate)
        .isInstanceOfSatisfying(
            MigrationException.Failed.class,
            e -> assertThat(e.report().orElseThrow().failed().orElseThrow().undone())
                .isEqualTo(Undone.COMPLETELY));
    assertThat(database.rows("SELECT name FROM sqlite_schema WHERE name IN ('half', 'escaped')"))
        .isEmpty();
    assertThat(database.allEvents()).isEmpty();
  }

  @Test
  void statements_that_sqlite_ignores_in_a_transaction_are_refused_there() {
    for (String sql : List.of("PRAGMA foreign_keys = ON", "PRAGMA journal_mode = WAL", "VACUUM")) {
      assertThatThrownBy(() -> engine(TestMigration.sql("1", "x", sql)).migrate())
          .isInstanceOf(MigrationException.Failed.class)
          .hasMessageContaining("outsideTransaction()");
    }
  }

  @Test
  void runs_outside_a_transaction_what_asks_for_it_and_records_each_statement() {
    TestMigration wal = TestMigration.sql(
            "1", "wal", "CREATE TABLE a (id INTEGER)", "PRAGMA journal_mode = WAL", "VACUUM")
        .options(ExecutionOptions.DEFAULT.outsideTransaction());

    engine(wal).migrate();

    assertThat(database.value("PRAGMA journal_mode")).isEqualTo("wal");
    assertThat(database.allEvents())
        .containsExactly("wal STARTED", "wal STEP", "wal STEP", "wal STEP", "wal APPLIED");
    assertThat(engine(wal).migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(engine(wal).verify().problems()).isEmpty();
  }

  @Test
  void records_how_far_a_failing_migration_outside_a_transaction_came_and_blocks_its_module() {
    TestMigration bad = TestMigration.sql(
            "1", "bad", "CREATE TABLE a (id INTEGER)", "INSERT INTO nowhere VALUES (1)")
        .options(ExecutionOptions.DEFAULT.outsideTransaction());
    TestMigration next = TestMigration.sql("2", "next", "CREATE TABLE b (id INTEGER)");

    assertThatThrownBy(engine(bad, next)::migrate)
        .isInstanceOfSatisfying(MigrationException.Failed.class, e -> {
          assertThat(e).hasMessageContaining("is still there");
          assertThat(e.report().orElseThrow().failed().orElseThrow().undone())
              .isEqualTo(Undone.NOT);
        });

    assertThat(database.allEvents()).containsExactly("bad STARTED", "bad STEP", "bad FAILED");
    assertThatThrownBy(engine(bad, next)::migrate)
        .isInstanceOf(MigrationException.Refused.class)
        .hasMessageContaining("test:bad (1) is failed from an earlier attempt");
    TestMigration other =
        TestMigration.of("elsewhere", "1", "other", c -> c.execute("CREATE TABLE o (id INTEGER)"));
    assertThat(engine(bad, next, other).plan(dev.showwise.migrate.Target.all()).steps())
        .extracting(s -> s.migration().name())
        .containsExactly("other");
  }

  @Test
  void takes_over_from_a_process_that_is_gone_and_waits_for_one_that_lives() throws Exception {
    TestMigration slow = TestMigration.sql("1", "slow", "CREATE TABLE a (id INTEGER)")
        .options(ExecutionOptions.DEFAULT.outsideTransaction().safeToRepeat());
    engine(slow).migrate();
    database.execute("DELETE FROM migration_history WHERE event <> 'STARTED'", "DROP TABLE a");
    Path lockFile = Path.of(file + "-migrate.lock");
    assertThat(lockFile).exists();

    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThatThrownBy(impatient(slow)::migrate)
          .isInstanceOf(MigrationException.LockTimeout.class)
          .hasMessageContaining("is still at work")
          .hasMessageContaining("test:slow (1)");
      assertThat(database.allEvents()).containsExactly("slow STARTED");
    }
    engine(slow).migrate();

    assertThat(database.allEvents())
        .containsExactly(
            "slow STARTED", "slow INTERRUPTED", "slow STARTED", "slow STEP", "slow APPLIED");
    assertThat(engine(slow).verify().problems()).isEmpty();
  }

  @Test
  void gives_up_after_the_lock_timeout_when_another_process_writes() throws Exception {
    engine(Crew.people()).migrate();
    SQLiteDataSource hasty = source(file);
    hasty.setBusyTimeout(1);
    try (Connection other = database.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      statement.executeUpdate("BEGIN IMMEDIATE");

      assertThatThrownBy(() -> MigrationEngine.builder(hasty)
              .migrations(Crew.people(), Crew.shoes())
              .lockTimeout(Duration.ofMillis(100))
              .build()
              .migrate())
          .isInstanceOf(MigrationException.LockTimeout.class)
          .hasMessageContaining("Another process held the database locked");
      statement.executeUpdate("ROLLBACK");
    }
    assertThat(engine(Crew.people(), Crew.shoes()).migrate().completed()).hasSize(1);
  }

  @Test
  void a_parent_table_can_be_rebuilt_without_losing_the_rows_that_refer_to_it() throws Exception {
    SQLiteDataSource enforcing = source(file);
    enforcing.setEnforceForeignKeys(true);
    database.execute(
        "CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT)",
        "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent(id) ON"
            + " DELETE CASCADE)",
        "INSERT INTO parent VALUES (1, 'p')",
        "INSERT INTO child VALUES (1, 1), (2, 1)");
    TestMigration rebuild = TestMigration.sql(
        "1",
        "rebuild",
        "CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
        "INSERT INTO parent_new SELECT id, name FROM parent",
        "DROP TABLE parent",
        "ALTER TABLE parent_new RENAME TO parent");

    MigrationEngine.builder(enforcing).migrations(rebuild).build().migrate();

    assertThat(database.rows("SELECT id, parent_id FROM child")).containsExactly("1|1", "2|1");
  }

  @Test
  void gives_the_connection_back_as_it_came() throws Exception {
    SQLiteDataSource enforcing = source(file);
    enforcing.setEnforceForeignKeys(true);
    try (Connection connection = enforcing.getConnection()) {
      connection.setAutoCommit(false);
      MigrationEngine.builder(new OneConnection(connection))
          .migrations(Crew.people(), Crew.badges())
          .build()
          .migrate();

      assertThat(connection.getAutoCommit()).isFalse();
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement();
          var result = statement.executeQuery("PRAGMA foreign_keys")) {
        assertThat(result.getInt(1)).isEqualTo(1);
      }
    }
  }

  @Test
  void names_damage_and_writes_nothing() throws Exception {
    database.execute(
        "CREATE TABLE person (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(80) NOT NULL)",
        "CREATE TABLE pad (id INTEGER PRIMARY KEY, text TEXT)",
        "INSERT INTO pad WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <"
            + " 2000) SELECT i, 'some text to fill pages with ' || i FROM n");
    int root =
        Integer.parseInt(database.value("SELECT rootpage FROM sqlite_schema WHERE name = 'pad'"));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(4096), (root - 1) * 4096L);
    }
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(engine(Crew.people(), Crew.shoes())::migrate)
        .isInstanceOf(MigrationException.Unusable.class)
        .hasMessageContaining("The database is damaged");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(engine(Crew.people()).verify().problems())
        .extracting(Problem::code)
        .contains("damaged");
  }

  @Test
  void verbs_that_read_leave_the_file_as_it_is() throws Exception {
    database.execute(
        "CREATE TABLE person (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(80) NOT NULL)");
    byte[] before = Files.readAllBytes(file);

    engine(Crew.people(), Crew.badges()).list();
    engine(Crew.people(), Crew.badges()).plan(dev.showwise.migrate.Target.all());
    engine(Crew.people(), Crew.badges()).verify();
    MigrationEngine.describeSchema(database.dataSource());

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }
}
