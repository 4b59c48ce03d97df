package dev.showwise.migrate.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.showwise.migrate.runner.database.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be said of folders of scripts, on the command line and in the configuration file. */
class ScriptOptionsTest {
  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void writeScripts() throws IOException, SQLException {
    file = folder.resolve("crew.db");
    Databases.execute(file, "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT)");
    write("sql/1-seats.sql", "CREATE TABLE seat (id INTEGER PRIMARY KEY, label TEXT);");
    write("sql/1-seats.down.sql", "DROP TABLE seat;");
  }

  private void write(String name, String... lines) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, String.join("\n", lines) + "\n");
  }

  private Shell.Result run(String... args) {
    return new Shell(folder).with("SHOWWISE_MIGRATE_URL", "crew.db").run(args);
  }

  private static JsonObject json(Shell.Result result) {
    return JsonParser.parseString(result.out()).getAsJsonObject();
  }

  @Test
  void a_folder_goes_up_and_down() throws IOException {
    Shell.Result up = run("--scripts", "sql");

    assertThat(up.exit()).as(up.err()).isZero();
    assertThat(up.out())
        .contains("Applying scripts:seats (1): seats")
        .contains("✓ 1-seats.sql: 1 statement executed")
        .contains("✓ seats applied");
    assertThat(run("list", "--scripts", "sql").out()).contains("scripts:seats").contains("applied");
    assertThat(run("plan", "--scripts", "house=sql", "--json").out()).contains("\"house\"");
    Shell.Result down = run("rollback", "seats", "--scripts", "sql", "--yes");
    assertThat(down.exit()).as(down.err()).isZero();
    assertThat(down.out()).contains("✓ 1-seats.down.sql: 1 statement executed");
  }

  @Test
  void a_failing_statement_is_told_with_its_file_and_line() throws IOException {
    write(
        "sql/2-rows.sql",
        "INSERT INTO seat VALUES (1, 'a');",
        "",
        "INSERT INTO nowhere VALUES (1);");

    Shell.Result failed = run("--scripts", "sql", "--json");

    assertThat(failed.exit()).isEqualTo(1);
    JsonObject failure = json(failed).getAsJsonObject("failed");
    assertThat(failure.get("file").getAsString()).isEqualTo("2-rows.sql");
    assertThat(failure.get("line").getAsLong()).isEqualTo(3);
    assertThat(run("--scripts", "sql").err()).contains("✗ rows failed at 2-rows.sql, line 3: ");
  }

  @Test
  void what_cannot_be_cut_stops_everything_before_it_begins() throws IOException, SQLException {
    write("sql/2-rows.sql", "INSERT INTO seat VALUES (1, 'a", "");

    Shell.Result refused = run("--scripts", "sql", "--json");

    assertThat(refused.exit()).isEqualTo(3);
    assertThat(json(refused).getAsJsonArray("problems").toString())
        .contains("script-refused")
        .contains("2-rows.sql:1:29");
    assertThat(Databases.number(file, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'"))
        .isEqualTo(1);
  }

  @Test
  void what_does_not_fit_into_the_folder_is_wrong_usage() throws IOException {
    write("sql/rows.sql", "SELECT 1;");
    write("sql/3-c.sql", "-- migrate: no-transactions", "SELECT 1;");
    assertThat(run("--scripts", "sql").exit()).isEqualTo(2);
    assertThat(run("--scripts", "sql").err()).contains("rows.sql is not called as scripts of");
    assertThat(run("--scripts", "sql", "--layout", "flywey").err())
        .contains("There is no layout 'flywey'");
    assertThat(run("--scripts", "sqll").err()).contains("which --scripts names");
    Files.delete(folder.resolve("sql/rows.sql"));
    assertThat(run("--scripts", "sql").err())
        .contains("3-c.sql:1:1: 'no-transactions' is not known in a header.");
  }

  @Test
  void placeholders_have_values_from_the_command_line_and_the_file() throws Exception {
    write("sql/2-rows.sql", "INSERT INTO seat VALUES (${id:number}, ${label:text});");
    write(
        "showwise-migrate.properties",
        "scripts=sql",
        "placeholders=outside-quotes",
        "placeholder.id=7",
        "placeholder.label=from the file");

    assertThat(run("--placeholder", "label=it's here").exit()).isZero();

    assertThat(Databases.text(file, "SELECT id || label FROM seat")).isEqualTo("7it's here");
    assertThat(run("--placeholder", "label").err())
        .contains("--placeholder has no name and value.");
    assertThat(run("--placeholders", "somewhere").err())
        .contains("'somewhere' is no place where placeholders are replaced.");
  }
}
