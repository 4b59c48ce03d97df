package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.spi.Dialect.ForeignKeySwitch;
import dev.showwise.migrate.spi.Dialect.ForeignKeyViolation;
import dev.showwise.migrate.spi.SessionLimits;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteChecksTest {
  private static final SessionLimits LIMITS =
      new SessionLimits(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final SqliteDialect dialect = new SqliteDialect();

  @TempDir
  Path folder;

  private TestDatabase open() throws SQLException {
    return new TestDatabase(folder.resolve("crew.db"));
  }

  @Test
  void a_sound_database_has_no_findings() throws SQLException {
    try (TestDatabase db = open()) {
      db.execute("CREATE TABLE t (a)");

      assertThat(dialect.findDamage(db.connection())).isEmpty();
      assertThat(dialect.findForeignKeyViolations(db.connection())).isEmpty();
    }
  }

  @Test
  void a_page_of_zeros_is_damage() throws Exception {
    try (TestDatabase db = open()) {
      db.execute(
          "CREATE TABLE t (a)",
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
              + " INSERT INTO t SELECT 'row ' || i FROM n");
    }
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("crew.db").toFile(), "rw")) {
      file.seek(2 * 4096L);
      file.write(new byte[4096]);
    }
    try (TestDatabase db = open()) {
      assertThat(dialect.findDamage(db.connection())).isNotEmpty().hasSizeLessThanOrEqualTo(11);
    }
  }

  @Test
  void orphans_are_counted_by_table_and_reference() throws SQLException {
    try (TestDatabase db = open()) {
      db.execute(
          "CREATE TABLE p (id INTEGER PRIMARY KEY)",
          "CREATE TABLE c (a INTEGER REFERENCES p (id))",
          "CREATE TABLE w (k TEXT PRIMARY KEY, a INTEGER REFERENCES p (id)) WITHOUT ROWID",
          "INSERT INTO p VALUES (1)",
          "INSERT INTO c VALUES (1), (NULL), (7), (8)",
          "INSERT INTO w VALUES ('x', 9)");

      assertThat(dialect.findForeignKeyViolations(db.connection()))
          .containsExactly(
              new ForeignKeyViolation("c", "p", 2, "rowid 3"),
              new ForeignKeyViolation("w", "p", 1, ""));
    }
  }

  @Test
  void a_reference_to_columns_that_are_no_key_does_not_hide_the_orphans_of_other_tables()
      throws SQLException {
    try (TestDatabase db = open()) {
      db.execute(
          "CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT)",
          "CREATE TABLE a (x INTEGER REFERENCES p (id))",
          "CREATE TABLE bad (x TEXT REFERENCES p (name))",
          "CREATE TABLE z (x INTEGER REFERENCES p (id))",
          "INSERT INTO a VALUES (1)",
          "INSERT INTO bad VALUES ('x')",
          "INSERT INTO z VALUES (1), (2)");

      assertThat(dialect.findForeignKeyViolations(db.connection()))
          .extracting(
              ForeignKeyViolation::table,
              ForeignKeyViolation::referencedTable,
              ForeignKeyViolation::rows)
          .map(Object::toString)
          .containsExactly("(\"a\", \"p\", 1L)", "(\"bad\", \"p\", 0L)", "(\"z\", \"p\", 2L)");
      assertThat(dialect.findForeignKeyViolations(db.connection()).get(1).example())
          .contains("foreign key mismatch");
    }
  }

  @Test
  void enforcement_is_read_and_switched() throws SQLException {
    ForeignKeySwitch enforcement = dialect.foreignKeySwitch().orElseThrow();
    try (TestDatabase db = open()) {
      db.execute(enforcement.on());
      assertThat(db.query(enforcement.query())).containsExactly("1");
      db.execute(enforcement.off());
      assertThat(db.query(enforcement.query())).containsExactly("0");
    }
  }

  @Test
  void the_sign_of_life_lies_beside_the_file_and_nowhere_for_a_database_in_memory()
      throws SQLException {
    try (TestDatabase db = open();
        TestDatabase memory = new TestDatabase(Path.of(":memory:"))) {
      assertThat(dialect.livenessFile(db.connection()))
          .map(Path::getFileName)
          .contains(Path.of("crew.db-migrate.lock"));
      assertThat(dialect.livenessFile(memory.connection())).isEmpty();
    }
  }

  @Test
  void the_exclusive_beginning_locks_out_other_writers_at_once() throws SQLException {
    try (TestDatabase db = open();
        TestDatabase other = open()) {
      db.execute("CREATE TABLE t (a)", dialect.begin(LIMITS, Map.of()));
      other.execute("PRAGMA busy_timeout = 0");
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> other.execute("INSERT INTO t VALUES (1)"))
          .isInstanceOf(SQLException.class);
      db.execute("COMMIT");
      other.execute("INSERT INTO t VALUES (1)");
    }
  }
}
