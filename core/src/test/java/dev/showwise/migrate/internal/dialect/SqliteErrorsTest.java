package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteErrorsTest {
  private final SqliteDialect dialect = new SqliteDialect();

  @TempDir
  Path folder;

  private ErrorKind kindOf(ThrowingCallable call) {
    return dialect.classify(catchThrowableOfType(SQLException.class, call));
  }

  @Test
  void real_errors_of_statements_are_told_apart() throws Exception {
    try (TestDatabase db = new TestDatabase(folder.resolve("a.db"))) {
      db.execute(
          "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b TEXT NOT NULL)",
          "CREATE TABLE w (a TEXT PRIMARY KEY) WITHOUT ROWID",
          "INSERT INTO t VALUES (1, 'x', 'y')",
          "INSERT INTO w VALUES ('a')");

      assertThat(kindOf(() -> db.execute("INSERT INTO t VALUES (1, 'z', 'y')")))
          .isEqualTo(ErrorKind.DUPLICATE_KEY);
      assertThat(kindOf(() -> db.execute("INSERT INTO t VALUES (2, 'x', 'y')")))
          .isEqualTo(ErrorKind.DUPLICATE_KEY);
      assertThat(kindOf(() -> db.execute("INSERT INTO w VALUES ('a')")))
          .isEqualTo(ErrorKind.DUPLICATE_KEY);
      assertThat(kindOf(() -> db.execute("INSERT INTO t VALUES (3, 'q', NULL)")))
          .isEqualTo(ErrorKind.OTHER);
      assertThat(kindOf(() -> db.execute("SELECT * FROM migration_history")))
          .isEqualTo(ErrorKind.NO_SUCH_TABLE);
      assertThat(kindOf(() -> db.execute("CREATE TABLE t (duplicate)")))
          .isEqualTo(ErrorKind.ALREADY_EXISTS);
      db.execute("CREATE INDEX i ON t (a)", "CREATE VIEW v AS SELECT 1 AS a");
      for (String taken : List.of(
          "CREATE INDEX i ON t (b)",
          "CREATE INDEX t ON t (b)",
          "CREATE VIEW v AS SELECT 2 AS a",
          "CREATE TABLE i (a)",
          "ALTER TABLE w RENAME TO t")) {
        assertThat(kindOf(() -> db.execute(taken))).as(taken).isEqualTo(ErrorKind.ALREADY_EXISTS);
      }
      assertThat(kindOf(() -> db.execute("SELECT * FROM [table t already exists]")))
          .isEqualTo(ErrorKind.NO_SUCH_TABLE);
      assertThat(kindOf(() -> db.execute("SELECT [table t already exists] FROM t")))
          .isEqualTo(ErrorKind.OTHER);
    }
  }

  @Test
  void a_lock_of_another_session_is_busy() throws Exception {
    Path file = folder.resolve("busy.db");
    try (TestDatabase one = new TestDatabase(file);
        TestDatabase other = new TestDatabase(file)) {
      one.execute("CREATE TABLE t (a)", "BEGIN IMMEDIATE");
      other.execute("PRAGMA busy_timeout = 0");

      assertThat(kindOf(() -> other.execute("BEGIN IMMEDIATE"))).isEqualTo(ErrorKind.BUSY);
    }
  }

  @Test
  void files_that_are_no_database_or_cannot_be_opened_are_told_apart() throws Exception {
    Path text = Files.write(
        folder.resolve("text.db"), "not a database, ".repeat(100).getBytes(StandardCharsets.UTF_8));
    assertThat(kindOf(() -> {
          try (TestDatabase db = new TestDatabase(text)) {
            db.execute("SELECT * FROM sqlite_schema");
          }
        }))
        .isEqualTo(ErrorKind.NOT_A_DATABASE);
    assertThat(kindOf(() -> {
          try (TestDatabase db = new TestDatabase(folder.resolve("no/such/folder.db"))) {
            db.execute("SELECT 1");
          }
        }))
        .isEqualTo(ErrorKind.CANNOT_OPEN);
  }

  @ParameterizedTest
  @CsvSource({
    "5, BUSY",
    "261, BUSY",
    "517, BUSY",
    "6, BUSY",
    "262, BUSY",
    "8, READ_ONLY",
    "1032, READ_ONLY",
    "9, CANCELLED",
    "10, INPUT_OUTPUT",
    "11, DAMAGED",
    "267, DAMAGED",
    "13, FULL",
    "14, CANNOT_OPEN",
    "19, OTHER",
    "1299, OTHER",
    "1555, DUPLICATE_KEY",
    "2067, DUPLICATE_KEY",
    "2579, DUPLICATE_KEY",
    "26, NOT_A_DATABASE",
    "1, OTHER",
    "0, OTHER"
  })
  void a_code_says_what_an_error_means_whatever_its_text(int code, ErrorKind kind) {
    SQLException error = new SQLException("duplicate column, already exists", null, code);

    assertThat(dialect.classify(error)).isEqualTo(kind);
    assertThat(dialect.classify(new SQLException("pool says so", error))).isEqualTo(kind);
  }

  @Test
  void an_error_without_text_or_code_is_just_another_error() {
    assertThat(dialect.classify(new SQLException(null, null, 19))).isEqualTo(ErrorKind.OTHER);
    assertThat(dialect.classify(new SQLException())).isEqualTo(ErrorKind.OTHER);
  }

  @Test
  void a_lost_connection_is_what_jdbc_calls_one() {
    assertThat(dialect.classify(new SQLRecoverableException("gone")))
        .isEqualTo(ErrorKind.CONNECTION_LOST);
  }

  @Test
  void sqlite_has_no_privileges_and_keeps_values_out_of_messages_itself() {
    SQLException error =
        new SQLException("[SQLITE_CONSTRAINT_UNIQUE] UNIQUE constraint failed: t.a");

    assertThat(dialect.messageOf(error)).isEqualTo(error.getMessage());
    assertThat(dialect.messageOf(new SQLException())).isEqualTo("java.sql.SQLException");
    assertThat(dialect.missingPrivilege(error, "INSERT INTO t VALUES (1)")).isEmpty();
  }
}
