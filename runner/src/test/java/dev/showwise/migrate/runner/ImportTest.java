package dev.showwise.migrate.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.showwise.migrate.runner.database.Databases;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Taking over what another tool has done: what is said, what is asked, and what is recorded. */
class ImportTest extends TheatreCase {
  @BeforeAll
  static void compileOnce() throws IOException {
    Theatre.writeJar(compiled);
  }

  private void goose(String... versions) throws SQLException {
    Databases.execute(
        file,
        "CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY, version_id INTEGER NOT NULL,"
            + " is_applied INTEGER NOT NULL, tstamp TEXT)");
    for (String version : versions) {
      Databases.execute(
          file,
          "INSERT INTO goose_db_version (version_id, is_applied) VALUES (" + version + ", 1)");
    }
  }

  private boolean hasHistory() throws SQLException {
    return tables("migration_history") == 1;
  }

  @Test
  void shows_what_it_understood_asks_and_records_it() throws SQLException {
    goose("0", "1");

    Shell.Result result = shell().typing("yes\n").run("import");

    assertThat(result.exit()).as(result.out() + result.err()).isZero();
    assertThat(result.out())
        .contains("From goose, whose table is goose_db_version:")
        .contains("theatre:")
        .contains("(1)")
        .contains("1 migration would be recorded as imported. Nothing is executed, and the table of"
            + " goose stays as it is.")
        .contains("Type 'yes' to confirm: ")
        .contains("✓ Done: 1 migration of goose recorded as imported.");
    assertThat(Databases.text(file, "SELECT event || ' ' || detail FROM migration_history"))
        .isEqualTo("IMPORTED goose: 1");
    assertThat(run("import").out())
        .contains("✓ Nothing to do: the history has all that goose has done.");
  }

  @Test
  void records_nothing_without_a_yes() throws SQLException {
    goose("1");

    Shell.Result result = shell().typing("no\n").run("import", "--from", "goose");

    assertThat(result.exit()).isEqualTo(5);
    assertThat(result.err() + result.out()).contains("Not imported: the answer was not 'yes'.");
    assertThat(hasHistory()).isFalse();
    assertThat(run("import", "--json").exit()).isEqualTo(5);
  }

  @Test
  void tells_programs_the_same() throws SQLException {
    goose("1");

    Shell.Result result = run("import", "--from", "goose", "--yes", "--json");

    assertThat(result.exit()).as(result.err()).isZero();
    JsonObject json = JsonParser.parseString(result.out()).getAsJsonObject();
    assertThat(json.get("outcome").getAsString()).isEqualTo("imported");
    assertThat(json.get("tool").getAsString()).isEqualTo("goose");
    assertThat(json.getAsJsonArray("imported")
            .get(0)
            .getAsJsonObject()
            .get("theirs")
            .getAsString())
        .isEqualTo("1");
  }

  @Test
  void refuses_what_is_not_at_hand_by_name_and_changes_nothing() throws SQLException {
    goose("1", "77");

    Shell.Result result = run("import", "--yes");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err())
        .contains("goose has done '77', and no migration at hand is that")
        .contains("Add the folder or jar that it came from");
    assertThat(hasHistory()).isFalse();
  }

  @Test
  void says_which_tools_there_are() {
    assertThat(run("import").exit()).isEqualTo(3);
    assertThat(run("import").err())
        .contains("No history of another tool is in this database. Looked for: flyway (");
    Shell.Result unknown = run("import", "--from", "fliway");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err())
        .contains("There is no tool 'fliway' to import from. Known are: flyway,");
  }
}
