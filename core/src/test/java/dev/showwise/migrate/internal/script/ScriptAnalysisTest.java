package dev.showwise.migrate.internal.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.ExecutionOptions.TransactionMode;
import dev.showwise.migrate.MigrationException.InvalidScript;
import dev.showwise.migrate.internal.dialect.H2Dialect;
import dev.showwise.migrate.internal.dialect.MariaDbDialect;
import dev.showwise.migrate.internal.dialect.PostgresDialect;
import dev.showwise.migrate.internal.dialect.SqliteDialect;
import dev.showwise.migrate.spi.Dialect;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a script before anything of it runs. */
class ScriptAnalysisTest {
  private static final Dialect SQLITE = new SqliteDialect();
  private static final Dialect POSTGRES = new PostgresDialect();
  private static final Dialect MARIADB = new MariaDbDialect();

  private static ScriptAnalysis analysis(Dialect dialect, String script) throws IOException {
    return analysis(dialect, script, TransactionMode.IN_TRANSACTION);
  }

  private static ScriptAnalysis analysis(Dialect dialect, String script, TransactionMode wanted)
      throws IOException {
    return ScriptAnalysis.of(
        dialect.statements(new StringReader(script), "some.sql"), "some.sql", dialect, wanted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BEGIN", "begin transaction", "BEGIN WORK", "START TRANSACTION"})
  void a_transaction_around_a_script_is_the_engines(String begin) throws IOException {
    assertThat(analysis(POSTGRES, begin + ";\nCREATE TABLE a (i int);\nCOMMIT;\n"))
        .isEqualTo(
            new ScriptAnalysis(1, TransactionMode.IN_TRANSACTION, java.util.OptionalLong.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VACUUM",
        "CREATE INDEX CONCURRENTLY i ON t (a)",
        "REINDEX TABLE CONCURRENTLY t",
        "REINDEX INDEX CONCURRENTLY i",
        "ALTER TABLE p DETACH PARTITION q CONCURRENTLY",
        "DROP INDEX CONCURRENTLY i",
        "CREATE DATABASE d",
        "ALTER SYSTEM SET work_mem = '1MB'"
      })
  void a_statement_that_must_be_alone_takes_the_script_out_of_the_transaction(String alone)
      throws IOException {
    ScriptAnalysis found = analysis(POSTGRES, "SELECT 1;\n" + alone + ";");

    assertThat(found.mode()).isEqualTo(TransactionMode.OUTSIDE_TRANSACTION);
    assertThat(found.because()).hasValue(2);
  }

  @Test
  void a_script_that_asks_for_no_transaction_has_none() throws IOException {
    assertThat(
            analysis(POSTGRES, "SELECT 1", TransactionMode.OUTSIDE_TRANSACTION).mode())
        .isEqualTo(TransactionMode.OUTSIDE_TRANSACTION);
  }

  @Test
  void what_is_not_in_a_transaction_anyhow_needs_no_other_mode() throws IOException {
    assertThat(analysis(MARIADB, "START TRANSACTION;\nCREATE TABLE a (i INT);\nCOMMIT;")
            .mode())
        .isEqualTo(TransactionMode.IN_TRANSACTION);
    assertThat(analysis(new H2Dialect(), "CREATE TABLE a (i INT)").statements()).isEqualTo(1);
  }

  @Test
  void enforcement_of_foreign_keys_on_SQLite_is_the_engines() throws IOException {
    ScriptAnalysis found = analysis(
        SQLITE,
        "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nDROP TABLE a;\nCOMMIT;\nPRAGMA foreign_keys = ON;");

    assertThat(found.statements()).isEqualTo(1);
    assertThat(found.mode()).isEqualTo(TransactionMode.IN_TRANSACTION);
  }

  @Test
  void locks_of_mysqldump_are_not_needed() throws IOException {
    assertThat(
            analysis(MARIADB, "LOCK TABLES `a` WRITE;\nINSERT INTO `a` VALUES (1);\nUNLOCK TABLES;")
                .statements())
        .isEqualTo(1);
  }

  @Test
  void when_to_commit_is_left_to_the_engine() throws IOException {
    assertThat(analysis(
                MARIADB,
                "SET AUTOCOMMIT = 0;\nSTART TRANSACTION;\nSET time_zone = \"+00:00\";\nCOMMIT;")
            .statements())
        .isEqualTo(1);
  }

  private static void assertRefused(Dialect dialect, String script, String message) {
    assertThatThrownBy(() -> analysis(dialect, script))
        .isInstanceOf(InvalidScript.class)
        .hasMessageStartingWith("some.sql:" + message)
        .hasMessageEndingWith("Nothing was executed.");
  }

  @Test
  void what_would_change_the_result_if_it_were_left_out_is_refused() {
    assertRefused(POSTGRES, "SELECT 1;\n ROLLBACK;", "2:2: 'ROLLBACK' would begin or end");
    assertRefused(SQLITE, "SAVEPOINT a;", "1:1: 'SAVEPOINT' would begin or end a transaction.");
    assertRefused(POSTGRES, "COMMIT AND CHAIN;", "1:1: 'COMMIT' would begin or end");
    assertRefused(MARIADB, "USE other;", "1:1: USE would change the database");
  }

  @Test
  void a_transaction_that_never_ends_is_refused_where_it_begins() {
    assertRefused(
        POSTGRES,
        "SELECT 1;\nBEGIN;\nSELECT 2;",
        "2:1: The transaction that begins here never ends");
    assertRefused(
        SQLITE,
        "BEGIN;\nBEGIN;\nCOMMIT;",
        "2:1: A transaction begins here, and the one that" + " begins on line 1 has not ended.");
  }

  @Test
  void what_must_and_what_must_not_be_in_a_transaction_do_not_mix() {
    assertRefused(
        POSTGRES,
        "BEGIN;\nSELECT 1;\nCREATE INDEX CONCURRENTLY i ON t (a);\nCOMMIT;",
        "3:1: This statement cannot run in a transaction, and it stands in the one that begins on"
            + " line 1.");
    assertRefused(
        POSTGRES,
        "BEGIN;\nSELECT 1;\nCOMMIT;\nVACUUM;",
        "1:1: A transaction begins here, and the script runs outside one, because of line 4:");
  }

  @Test
  void rows_in_a_script_are_sent_if_their_format_is_known() throws IOException {
    assertThat(analysis(POSTGRES, "COPY t (a, b) FROM STDIN WITH (FORMAT csv, HEADER);\n1,2\n\\.\n")
            .statements())
        .isEqualTo(1);
    assertRefused(
        POSTGRES,
        "SELECT 1;\nCOPY t FROM STDIN WITH (FORMAT binary);\n1\n\\.\n",
        "2:1: The rows behind this statement are sent as INSERT, and FORMAT binary is not known there.");
    assertRefused(
        POSTGRES, "COPY BINARY t FROM STDIN;\n\\.\n", "1:1: The rows behind this statement");
    assertRefused(
        POSTGRES, "COPY t FROM STDIN WITH CSV FORCE NOT NULL a;\n\\.\n", "1:1: The rows behind");
  }

  @Test
  void what_ends_with_its_transaction_is_lost_at_once_where_each_statement_has_one_of_its_own() {
    assertRefused(
        new H2Dialect(),
        "BEGIN;\nCREATE LOCAL TEMPORARY TABLE t (i INT) ON COMMIT DELETE ROWS;\n"
            + "INSERT INTO t VALUES (1);\nCOMMIT;",
        "2:1: What this statement makes lasts to the end of its transaction, and on this product each"
            + " statement is committed by itself: the one on line 3 would not see it.");
  }
}
