package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.spi.Dialect.StatementCheck.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresStatementsTest {
  private final PostgresDialect dialect = new PostgresDialect();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "  ;; SELECT 1 ; -- the end\n;",
        "INSERT INTO t VALUES ('a;b', E'it\\'s; COMMIT', \"x;y\", $$a;b$$, $t$ $$ ; $x$ ; $t$)",
        "SELECT U&'d\\0061;t' , U&\"d\\0061;t\", B'1;', x'00;', N'a;'",
        "SELECT E'a'\n  -- goes on\n 'b\\'; COMMIT'",
        "SELECT 'a\\' || ';'",
        "SELECT /* a; /* nested; */ b; */ 1",
        "SELECT a$b, c$d FROM t WHERE x = $1 AND y = ?",
        "DO $$ BEGIN PERFORM 1; PERFORM 2; END $$",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true"
            + " THEN 1 ELSE 2 END; END",
        "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES (1); END;",
        "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b)",
        "CREATE INDEX i ON t (a)",
        "CREATE INDEX \"concurrently\" ON t (a)",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
        "ALTER TABLE t DETACH PARTITION p",
        "ALTER TABLE t DETACH PARTITION p FINALIZE",
        "ALTER TYPE mood ADD VALUE 'new'",
        "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = false)",
        "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (create_slot=off)",
        "ALTER SUBSCRIPTION s SET PUBLICATION q WITH (refresh = false)",
        "ALTER SUBSCRIPTION s DISABLE",
        "ALTER DATABASE d SET work_mem = '1MB'",
        "REINDEX TABLE t",
        "REINDEX (VERBOSE) INDEX i",
        "CLUSTER t USING i",
        "CLUSTER (VERBOSE) t",
        "CLUSTER VERBOSE t USING i",
        "REINDEX (CONCURRENTLY off) TABLE t",
        "COPY (SELECT a FROM stdin) TO '/tmp/x'",
        "COPY stdout TO '/tmp/x'",
        "COPY t TO 'stdout'",
        "PREPARE q AS SELECT 1",
        "DISCARD TEMP",
        "SELECT vacuum FROM begin",
        "COMMENT ON TABLE t IS 'COMMIT;'",
        "CREATE TABLE \"commit\" (\"end\" INT)"
      })
  void what_does_no_harm_may_be_sent_anywhere(String sql) {
    assertThat(dialect.check(sql).reason()).isEmpty();
    assertThat(dialect.check(sql).kind()).isEqualTo(Kind.ORDINARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY t TO STDOUT",
        "copy t (a, b) to stdout with (format csv)",
        "COPY (SELECT a FROM t) TO STDIN"
      })
  void rows_for_a_client_program_are_refused_since_there_is_none(String sql) {
    assertThat(dialect.check(sql).kind()).isEqualTo(Kind.REFUSED);
    assertThat(dialect.check(sql).reason())
        .isEqualTo(
            "COPY to STDOUT hands rows to a client program, and there is none. Leave the statement"
                + " out.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN",
        "begin isolation level serializable",
        "START TRANSACTION",
        "COMMIT",
        "/* x */ Commit work",
        "-- x\rCOMMIT",
        "\u000BCOMMIT",
        "END",
        "ROLLBACK TO SAVEPOINT x",
        "ABORT",
        "SAVEPOINT x",
        "RELEASE x",
        "PREPARE TRANSACTION 'x'",
        "COMMIT PREPARED 'x'"
      })
  void transactions_belong_to_the_engine(String sql) {
    assertThat(dialect.check(sql).kind()).isEqualTo(Kind.REFUSED);
    assertThat(dialect.check(sql).reason()).contains("Transactions belong to the engine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DISCARD ALL", "SELECT pg_advisory_unlock_all()"})
  void what_would_release_the_sign_of_life_is_refused(String sql) {
    assertThat(dialect.check(sql).kind()).isEqualTo(Kind.REFUSED);
    assertThat(dialect.check(sql).reason()).contains("shows other processes that this migration");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1; SELECT 2",
        "SELECT 'a\\'; COMMIT; --'",
        "SELECT E'a\\\\'; COMMIT",
        "SELECT $a$ $b$ $a$; COMMIT; -- $a$",
        "SELECT /* /* */ */ 1; COMMIT -- */",
        "SELECT a$$; COMMIT; SELECT b$$",
        "SELECT 1 -- x\r; COMMIT",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END; COMMIT",
        "CREATE TABLE begin_atomic (a INT); COMMIT"
      })
  void a_second_statement_is_refused(String sql) {
    assertThat(dialect.check(sql).kind()).isEqualTo(Kind.REFUSED);
    assertThat(dialect.check(sql).reason())
        .contains("more than one statement", "Send each statement with a call of its own");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX CONCURRENTLY i ON t (a)",
        "create unique index concurrently if not exists i on t (a)",
        "DROP INDEX CONCURRENTLY i",
        "REINDEX TABLE CONCURRENTLY t",
        "REINDEX (CONCURRENTLY, VERBOSE) INDEX i",
        "REINDEX DATABASE d",
        "REINDEX (VERBOSE) SYSTEM d",
        "VACUUM",
        "VACUUM (FULL) t",
        "CREATE DATABASE d",
        "DROP DATABASE d",
        "CREATE TABLESPACE s LOCATION '/x'",
        "DROP TABLESPACE s",
        "ALTER SYSTEM SET work_mem = '1MB'",
        "ALTER TABLE ONLY t DETACH PARTITION p CONCURRENTLY",
        "ALTER DATABASE d SET TABLESPACE s",
        "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p",
        "DROP SUBSCRIPTION s",
        "ALTER SUBSCRIPTION s REFRESH PUBLICATION",
        "ALTER SUBSCRIPTION s ADD PUBLICATION q",
        "CLUSTER",
        "CLUSTER VERBOSE",
        "CLUSTER (VERBOSE)",
        "CLUSTER (VERBOSE off) -- all of them",
        "VACUUM (ANALYZE, VERBOSE) t (a, b)",
        "VACUUM (FULL off)",
        "REINDEX (CONCURRENTLY) INDEX i",
        "REINDEX (TABLESPACE x, CONCURRENTLY true) TABLE t",
        "REINDEX (VERBOSE) TABLE CONCURRENTLY t"
      })
  void what_the_server_refuses_in_a_transaction_needs_a_migration_of_its_own(String sql) {
    assertThat(dialect.check(sql).kind()).isEqualTo(Kind.ONLY_OUTSIDE_TRANSACTION);
    assertThat(dialect.check(sql).reason())
        .contains("inside a transaction", "outsideTransaction()");
  }

  @Test
  void a_reason_names_the_statement_and_no_name_of_it() {
    assertThat(dialect.check("CREATE UNIQUE INDEX CONCURRENTLY secret ON t (a)").reason())
        .startsWith(
            "PostgreSQL does not run CREATE UNIQUE INDEX CONCURRENTLY inside a transaction.")
        .doesNotContain("secret");
  }

  @Test
  void nothing_and_a_nul_are_refused() {
    assertThat(dialect.check(" -- only a comment").reason()).contains("no statement in this text");
    assertThat(dialect.check("SELECT 1\0; COMMIT").reason()).contains("NUL character");
    assertThat(dialect.check("SELECT 'never closed; COMMIT").kind()).isEqualTo(Kind.ORDINARY);
    assertThat(dialect.check("SELECT $a$ never closed; COMMIT").kind()).isEqualTo(Kind.ORDINARY);
    assertThat(dialect.check("SELECT E'never closed\\").kind()).isEqualTo(Kind.ORDINARY);
  }
}
