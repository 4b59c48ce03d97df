package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of SQLite in scripts: each is done, or left to the engine, or refused, and none goes unheard. */
class ScriptPragmasTest extends SqliteFileCase {
  private static final String TWO_TABLES = "CREATE TABLE seat (id INTEGER PRIMARY KEY);\n"
      + "CREATE TABLE sold (seat INTEGER REFERENCES seat (id) ON DELETE CASCADE);\n"
      + "INSERT INTO seat VALUES (1);\nINSERT INTO sold VALUES (1);\n";

  @TempDir
  Path scripts;

  private MigrationEngine script(String script) throws IOException {
    Files.writeString(scripts.resolve("V1__seats.sql"), script);
    return MigrationEngine.builder(database.dataSource()).scripts(scripts).build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRAGMA foreign_keys = ON",
        "PRAGMA foreign_keys(1)",
        "PRAGMA main.foreign_keys = ON",
        "pragma \"main\" . \"foreign_keys\" = 1",
        "PRAGMA [foreign_keys] = yes",
        "PRAGMA 'foreign_keys' = 'on'",
        "PRAGMA temp.foreign_keys(true)"
      })
  void enforcement_of_foreign_keys_is_the_engines_however_it_is_written(String pragma)
      throws IOException {
    script(TWO_TABLES + pragma + ";\nBEGIN;\nDROP TABLE seat;\n"
            + "CREATE TABLE seat (id INTEGER PRIMARY KEY, label TEXT);\n"
            + "INSERT INTO seat (id) VALUES (1);\nCOMMIT;")
        .migrate();

    // with enforcement the DROP would have deleted it
    assertThat(database.rows("SELECT seat FROM sold")).containsExactly("1");
  }

  @Test
  void what_enforcement_would_have_prevented_is_found_at_the_end() throws IOException {
    MigrationEngine engine =
        script(TWO_TABLES + "PRAGMA main.foreign_keys = ON;\nDELETE FROM seat;");

    assertThatThrownBy(engine::migrate)
        .isInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining("sold");
    assertThat(database.hasTable("seat")).isFalse();
  }

  @Test
  void deferred_foreign_keys_are_counted_at_the_end_as_all_are() throws IOException {
    script("PRAGMA main.defer_foreign_keys = ON;\n" + TWO_TABLES
            + "DELETE FROM seat;\nINSERT INTO seat VALUES (1);")
        .migrate();

    assertThat(database.rows("SELECT seat FROM sold")).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRAGMA foreign_keys",
        "PRAGMA main.foreign_keys",
        "PRAGMA journal_mode",
        "PRAGMA main.synchronous",
        "PRAGMA writable_schema",
        "PRAGMA foreign_key_check",
        "PRAGMA table_info(seat)"
      })
  void what_is_only_read_may_be_read_in_a_transaction(String pragma) throws IOException {
    script("BEGIN;\n" + TWO_TABLES + pragma + ";\nCOMMIT;").migrate();

    assertThat(database.hasTable("sold")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "journal_mode = WAL",
        "main.journal_mode(wal)",
        "\"journal_mode\" = 'wal'",
        "synchronous = NORMAL",
        "main.synchronous(OFF)",
        "temp_store = MEMORY",
        "page_size = 8192",
        "auto_vacuum = FULL",
        "encoding = 'UTF-8'"
      })
  void what_SQLite_refuses_or_ignores_in_a_transaction_is_refused_there(String pragma)
      throws IOException {
    MigrationEngine engine =
        script("BEGIN;\nCREATE TABLE seat (id INTEGER);\nPRAGMA " + pragma + ";\nCOMMIT;");

    assertThatThrownBy(engine::migrate)
        .isInstanceOf(MigrationException.Refused.class)
        .hasMessageContaining("V1__seats.sql:3:1: This statement cannot run in a transaction")
        .hasMessageContaining("on line 1");
    assertThat(database.hasTable("seat")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"journal_mode = WAL, journal_mode, wal", "main.journal_mode(wal), journal_mode, wal"})
  void outside_a_transaction_it_is_done(String pragma, String setting, String value)
      throws IOException {
    script("PRAGMA " + pragma + ";\nCREATE TABLE seat (id INTEGER);").migrate();

    assertThat(database.rows("PRAGMA " + setting)).containsExactly(value);
    assertThat(database.hasTable("seat")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "writable_schema = ON",
        "main.writable_schema(1)",
        "\"writable_schema\" = 1",
        "writable_schema = RESET"
      })
  void the_schema_table_is_not_written(String pragma) throws IOException {
    assertThatThrownBy(script("PRAGMA " + pragma + ";")::migrate)
        .isInstanceOf(MigrationException.Refused.class)
        .hasMessageContaining("V1__seats.sql:1:1: PRAGMA writable_schema");
  }

  @Test
  void legacy_alter_table_works_within_the_transaction() throws IOException {
    script("PRAGMA legacy_alter_table = ON;\nCREATE TABLE seat (id INTEGER);\n"
            + "CREATE VIEW all_seats AS SELECT id FROM seat;\n"
            + "ALTER TABLE seat RENAME TO chair;\nPRAGMA legacy_alter_table = OFF;")
        .migrate();

    assertThat(database.rows("SELECT sql FROM sqlite_schema WHERE name = 'all_seats'"))
        .containsExactly("CREATE VIEW all_seats AS SELECT id FROM seat");
  }
}
