package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.spi.Dialect.StatementCheck;
import dev.showwise.migrate.spi.Dialect.StatementCheck.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteStatementsTest {
  private final SqliteDialect dialect = new SqliteDialect();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT 1;",
        "SELECT 1;;; ",
        "; SELECT 1",
        "\uFEFFSELECT 1",
        "SELECT 1; -- done",
        "SELECT 1; /* done; really */",
        "SELECT 1 /* never closed ; COMMIT",
        "-- COMMIT;\nSELECT 1",
        "/* COMMIT; /* no nesting */ SELECT 1",
        "SELECT ';'",
        "SELECT 'it''s; COMMIT'",
        "SELECT \"a;\"\"b\" FROM t",
        "SELECT `a;``b` FROM t",
        "SELECT [a;b] FROM t",
        "SELECT x'3b3b'",
        "SELECT X'3B'",
        "SELECT 'never closed; COMMIT",
        "SELECT 1e-5, .5, 0x1F, 1_000",
        "SELECT ?1, :a, @b, $c::d(e;f)",
        "SELECT a, commit, rollback FROM t",
        "SELECT 1 WHERE a OR rollback",
        "INSERT INTO begin VALUES (1)",
        "INSERT INTO t VALUES ('BEGIN')",
        "INSERT OR IGNORE INTO t VALUES (1)",
        "INSERT OR REPLACE INTO t VALUES (1)",
        "UPDATE OR FAIL t SET a = 1",
        "UPDATE t SET a = 'OR ROLLBACK'",
        "INSERT INTO t VALUES (CASE WHEN 1 THEN 2 ELSE 3 END)",
        "CREATE TABLE trigger (a); -- a table of that name",
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END;",
        "create temp trigger if not exists g after insert on t begin select 1; select 2; end;",
        "CREATE TRIGGER g AFTER UPDATE ON t BEGIN"
            + " UPDATE t SET a = CASE WHEN a THEN 1 ELSE CASE b WHEN 1 THEN 2 END END; SELECT 2; END",
        "CREATE TRIGGER g AFTER INSERT ON t WHEN new.a = 'BEGIN' BEGIN SELECT ';END;'; END;",
        "CREATE TRIGGER g BEFORE DELETE ON t BEGIN SELECT RAISE(ROLLBACK, 'no'); END",
        "CREATE TRIGGER begin AFTER INSERT ON t BEGIN SELECT 1; END",
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT OR ROLLBACK INTO u VALUES (1); END",
        "EXPLAIN COMMIT",
        "EXPLAIN QUERY PLAN SELECT 1",
        "PRAGMA foreign_keys",
        "PRAGMA main.journal_mode",
        "PRAGMA table_info(t)",
        "PRAGMA user_version = 3",
        "PRAGMA defer_foreign_keys = ON",
        "PRAGMA writable_schema",
        "PRAGMA",
        "WITH a AS (SELECT 1) DELETE FROM t",
        "COMMITTED",
        "nonsense is for SQLite to refuse"
      })
  void an_ordinary_statement_may_be_sent_anywhere(String sql) {
    assertThat(dialect.check(sql)).isEqualTo(new StatementCheck(Kind.ORDINARY, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN",
        "begin immediate",
        "COMMIT",
        "Commit;",
        " \n\t END TRANSACTION",
        "ROLLBACK",
        "ROLLBACK TO a",
        "SAVEPOINT a",
        "RELEASE a",
        "-- harmless\nCOMMIT",
        "/* harmless */ COMMIT",
        ";;COMMIT",
        "\uFEFFCOMMIT",
        "COMMIT/**/"
      })
  void transaction_control_is_refused(String sql) {
    StatementCheck check = dialect.check(sql);

    assertThat(check.kind()).isEqualTo(Kind.REFUSED);
    assertThat(check.reason())
        .contains("would begin or end a transaction", "belong to the engine", "Leave");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1; SELECT 2",
        "SELECT 1;SELECT 2;",
        "INSERT INTO t VALUES (1); COMMIT",
        "SELECT ''';'; COMMIT",
        "SELECT 1; -- first\n DROP TABLE t",
        "SELECT 1; /* a; */ COMMIT",
        "SELECT [a]];COMMIT",
        "SELECT 1 -- ;\n; COMMIT",
        "SELECT $a; COMMIT",
        "SELECT $a(b ; COMMIT",
        "SELECT 1; broken'",
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END; COMMIT",
        "CREATE TRIGGER g AFTER INSERT ON t; COMMIT",
        "CREATE TABLE trigger (begin); COMMIT; END",
        "CREATE TABLE t (a); CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
        "EXPLAIN SELECT 1; COMMIT"
      })
  void a_second_statement_in_the_text_is_refused(String sql) {
    StatementCheck check = dialect.check(sql);

    assertThat(check.kind()).isEqualTo(Kind.REFUSED);
    assertThat(check.reason())
        .contains("more than one statement", "drop the rest without a word", "call of its own");
  }

  @Test
  void the_second_statement_is_named_by_its_verb_and_place_without_its_values() {
    String reason = dialect.check("SELECT 1; insert into t values ('secret')").reason();

    assertThat(reason).contains("'INSERT', begins at position 11").doesNotContain("secret");
    assertThat(dialect.check("SELECT 1; 'secret'").reason()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", ";", ";;\n;", "-- nothing", "/* nothing */", "/* open", "-- a\n;"})
  void a_text_without_a_statement_is_refused(String sql) {
    StatementCheck check = dialect.check(sql);

    assertThat(check.kind()).isEqualTo(Kind.REFUSED);
    assertThat(check.reason()).contains("no statement", "nothing but comments", "Leave the call");
  }

  @Test
  void a_nul_character_is_refused_wherever_it_is() {
    StatementCheck check = dialect.check("SELECT '\0'; DROP TABLE t");

    assertThat(check.kind()).isEqualTo(Kind.REFUSED);
    assertThat(check.reason()).contains("NUL character at position 9", "as an argument");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT OR ROLLBACK INTO t VALUES (1)",
        "insert or rollback into t values (1)",
        "UPDATE OR /* x */ ROLLBACK t SET a = 1",
        "WITH a AS (SELECT 1) INSERT OR ROLLBACK INTO t SELECT * FROM a"
      })
  void a_conflict_clause_that_ends_the_transaction_is_refused(String sql) {
    StatementCheck check = dialect.check(sql);

    assertThat(check.kind()).isEqualTo(Kind.REFUSED);
    assertThat(check.reason()).contains("OR ROLLBACK' would end", "Use OR ABORT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRAGMA writable_schema = ON",
        "PRAGMA writable_schema(1)",
        "pragma main.writable_schema=RESET",
        "PRAGMA \"writable_schema\" = 1"
      })
  void writing_the_schema_table_is_refused(String sql) {
    StatementCheck check = dialect.check(sql);

    assertThat(check.kind()).isEqualTo(Kind.REFUSED);
    assertThat(check.reason()).contains("writable_schema", "unreadable", "Declare the change");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VACUUM",
        "VACUUM INTO 'copy.db'",
        "ATTACH 'a.db' AS a",
        "DETACH a",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA foreign_keys(0)",
        "PRAGMA main.journal_mode = WAL",
        "pragma journal_mode=wal;",
        "PRAGMA [auto_vacuum] = 1",
        "PRAGMA page_size = 8192",
        "PRAGMA synchronous = OFF",
        "PRAGMA temp_store = 2",
        "PRAGMA wal_checkpoint",
        "PRAGMA wal_checkpoint(TRUNCATE)"
      })
  void what_sqlite_refuses_or_ignores_in_a_transaction_may_be_sent_outside_one(String sql) {
    StatementCheck check = dialect.check(sql);

    assertThat(check.kind()).isEqualTo(Kind.ONLY_OUTSIDE_TRANSACTION);
    assertThat(check.reason()).contains("outsideTransaction()");
  }
}
