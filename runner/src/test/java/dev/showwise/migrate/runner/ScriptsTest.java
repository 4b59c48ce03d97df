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

/** Folders of scripts, without a single jar. */
class ScriptsTest {
  @TempDir
  Path folder;

  private Path scripts;
  private Path file;

  @BeforeEach
  void makeADatabaseAndAFolder() throws IOException, SQLException {
    scripts = Files.createDirectories(folder.resolve("db/migration"));
    file = folder.resolve("production_crew.db");
    Databases.execute(file, "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT)");
  }

  private Shell.Result run(String... args) {
    return new Shell(folder).run(args);
  }

  private void script(String name, String text) throws IOException {
    Files.writeString(scripts.resolve(name), text);
  }

  @Test
  void a_folder_of_flyway_is_applied_as_it_is() throws Exception {
    script("V1__create_seat.sql", "CREATE TABLE seat (id INTEGER PRIMARY KEY);\n");
    script("V2__seats.sql", "-- files in db/*.sql\nINSERT INTO seat VALUES (1), (2);\n");

    Shell.Result result = run("--scripts", "db/migration", "--no-backup");

    assertThat(result.exit()).as(result.out() + result.err()).isZero();
    assertThat(result.out()).contains("✓ Done: 2 migrations applied");
    assertThat(Databases.number(file, "SELECT COUNT(*) FROM seat")).isEqualTo(2);
    assertThat(run("--scripts", "db/migration").out()).contains("Nothing to do");
    assertThat(run("list", "--scripts", "db/migration").out()).contains("create_seat");
  }

  @Test
  void a_script_that_fails_is_named_with_its_line() throws Exception {
    script(
        "V1__create_seat.sql",
        "CREATE TABLE seat (id INTEGER);\n\nINSERT INTO nowhere VALUES (1);");

    Shell.Result result = run("--scripts", "db/migration", "--json", "--no-support-report");

    assertThat(result.exit()).isEqualTo(1);
    JsonObject failed =
        JsonParser.parseString(result.out()).getAsJsonObject().getAsJsonObject("failed");
    assertThat(failed.get("message").getAsString()).contains("no such table: nowhere");
    assertThat(failed.get("file").getAsString()).endsWith("V1__create_seat.sql");
    assertThat(failed.get("line").getAsInt()).isEqualTo(3);
    assertThat(Databases.number(file, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'seat'"))
        .isZero();
  }

  @Test
  void a_script_that_cannot_be_cut_is_refused_before_anything_runs() throws Exception {
    script("V1__create_seat.sql", "CREATE TABLE seat (id INTEGER);");
    script("V2__oops.sql", "INSERT INTO seat VALUES (1);\n/* never closed");

    Shell.Result result = run("--scripts", "db/migration");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err())
        .contains("V2__oops.sql:2:1: The comment that begins here is never closed");
    assertThat(Databases.number(file, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'seat'"))
        .isZero();
  }

  @Test
  void a_layout_that_is_not_known_and_a_folder_that_is_not_there_are_usage() throws Exception {
    script("V1__create_seat.sql", "CREATE TABLE seat (id INTEGER);");

    Shell.Result layout = run("--scripts", "db/migration", "--layout", "flywayy");
    Shell.Result missing = run("--scripts", "db/nowhere");
    Shell.Result alone = run("--layout", "flyway");

    assertThat(layout.exit()).as(layout.err()).isEqualTo(2);
    assertThat(layout.err()).contains("flywayy");
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).contains("which --scripts names.");
    assertThat(alone.exit()).isEqualTo(2);
    assertThat(alone.err()).contains("Give --scripts DIR too.");
  }
}
