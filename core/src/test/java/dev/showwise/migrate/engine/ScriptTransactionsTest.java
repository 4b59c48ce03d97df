package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts for PostgreSQL with several transactions of their own, which run in the one of the engine. */
class ScriptTransactionsTest extends PostgresCase {
  private static final String DEFERRED = "CREATE TABLE seat (id INT PRIMARY KEY, beside INT,\n"
      + " CONSTRAINT \"Beside\" FOREIGN KEY (beside) REFERENCES seat DEFERRABLE INITIALLY DEFERRED);\n";

  @TempDir
  Path folder;

  private void migrate(String script) throws IOException {
    Files.writeString(folder.resolve("V1__seats.sql"), script);
    MigrationEngine.builder(own.dataSource()).scripts(folder).build().migrate();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET LOCAL search_path = other",
        "SET /* so */ LOCAL ROLE nobody",
        "SELECT pg_catalog.set_config('search_path', 'other', true)",
        "DO $x$ BEGIN PERFORM set_config('search_path', 'other', 1 = 1); END $x$",
        "DO 'BEGIN SET LOCAL search_path = other; END'",
        "SET CONSTRAINTS ALL DEFERRED",
        "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
        "CREATE TEMP TABLE t (i int) ON COMMIT DROP",
        "CREATE TEMPORARY TABLE t ON COMMIT DELETE ROWS AS SELECT 1",
        "DECLARE c CURSOR FOR SELECT 1"
      })
  void what_was_to_end_with_a_transaction_is_not_seen_after_it(String statement) {
    assertThatThrownBy(
            () -> migrate("BEGIN;\n" + statement + ";\nCOMMIT;\n CREATE TABLE u (i int);"))
        .isInstanceOf(MigrationException.Refused.class)
        .hasMessageContaining(
            "V1__seats.sql:4:2: What line 2 does lasts to the end of its transaction, on line 3.");
    assertThat(database().hasTable("migration_history")).isFalse();
  }

  @Test
  void what_comes_before_a_transaction_is_not_in_it() {
    assertThatThrownBy(() ->
            migrate("SET LOCAL search_path = other;\nBEGIN;\nCREATE TABLE t (i int);\nCOMMIT;"))
        .hasMessageContaining(
            "V1__seats.sql:3:1: What line 1 does lasts to the end of its transaction, on line 2.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET search_path = public",
        "SET LOCAL lock_timeout = '2s'",
        "SELECT set_config('search_path', 'public', false)",
        "CREATE TEMP TABLE t (i int) ON COMMIT PRESERVE ROWS",
        "DECLARE c CURSOR WITH HOLD FOR SELECT 1",
        "LOCK TABLE pg_class IN ACCESS SHARE MODE",
        "SELECT pg_advisory_xact_lock(1)",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = public AS 'SELECT 1'"
      })
  void what_does_not_end_with_it_or_harms_nobody_is_run(String statement) throws IOException {
    migrate("BEGIN;\n" + statement + ";\nCOMMIT;\nCREATE TABLE u (i int);");

    assertThat(database().hasTable("u")).isTrue();
  }

  @Test
  void what_ends_with_the_last_transaction_may_be_in_it() throws IOException {
    migrate(
        "CREATE SCHEMA other;\nBEGIN;\nSET LOCAL search_path = other;\nCREATE TABLE u (i int);\nCOMMIT;");

    assertThat(database()
            .rows("SELECT table_schema FROM information_schema.tables WHERE table_name = 'u'"))
        .containsExactly("other");
    assertThat(database().rows("SELECT event FROM migration_history WHERE event = 'APPLIED'"))
        .hasSize(1);
  }

  @Test
  void what_was_deferred_is_checked_at_the_COMMIT_that_the_script_has() {
    assertThatThrownBy(
            () -> migrate(
                DEFERRED
                    + "BEGIN;\nINSERT INTO seat VALUES (1, 2);\nCOMMIT;\nINSERT INTO seat VALUES (2, NULL);"))
        .isInstanceOfSatisfying(
            MigrationException.Failed.class,
            failed -> assertThat(
                    failed.report().orElseThrow().failed().orElseThrow().position())
                .contains(new SourcePosition("V1__seats.sql", 5, 1)))
        .hasMessageContaining("\"Beside\"");
    assertThat(database().hasTable("seat")).isFalse();
  }

  @Test
  void after_a_COMMIT_a_table_can_be_changed_and_constraints_are_deferred_as_before()
      throws IOException {
    migrate(DEFERRED
        + "BEGIN;\nINSERT INTO seat VALUES (1, 2);\nINSERT INTO seat VALUES (2, NULL);\nCOMMIT;\n"
        + "ALTER TABLE seat ADD COLUMN label text;\n"
        + "BEGIN;\nINSERT INTO seat VALUES (3, 4);\nINSERT INTO seat VALUES (4, NULL);\nEND;\n");

    assertThat(database().rows("SELECT id, beside FROM seat ORDER BY id"))
        .containsExactly("1|2", "2|null", "3|4", "4|null");
  }

  @Test
  void a_constraint_that_shares_its_name_with_one_that_cannot_be_deferred_is_checked_too()
      throws IOException {
    migrate(DEFERRED
        + "CREATE TABLE other (id INT CONSTRAINT \"Beside\" CHECK (id > 0));\n"
        + "BEGIN;\nINSERT INTO seat VALUES (1, 2);\nINSERT INTO seat VALUES (2, NULL);\nCOMMIT;\n"
        + "ALTER TABLE seat ADD COLUMN label text;\n");

    assertThat(database().rows("SELECT id, beside FROM seat ORDER BY id"))
        .containsExactly("1|2", "2|null");
  }

  @Test
  void a_deferred_trigger_has_run_when_the_next_transaction_begins() throws IOException {
    migrate("""
        CREATE TABLE seat (id int);
        CREATE TABLE log (id int);
        CREATE TABLE seen (id int);
        CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO log VALUES (NEW.id); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER noted AFTER INSERT ON seat DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION note();
        BEGIN;
        INSERT INTO seat VALUES (7);
        COMMIT;
        BEGIN;
        INSERT INTO seen SELECT id FROM log;
        COMMIT;
        """);

    assertThat(database().rows("SELECT id FROM seen")).containsExactly("7");
  }
}
