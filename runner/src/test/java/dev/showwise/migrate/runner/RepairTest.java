package dev.showwise.migrate.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.showwise.migrate.runner.database.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settling what cannot go on by itself: what is said, what is asked, and what is recorded. */
class RepairTest {
  @TempDir
  static Path home;

  @TempDir
  Path folder;

  private Path file;

  @BeforeAll
  static void compileOnce() throws IOException {
    Theatre.writeJarThatFailsOutsideATransaction(
        Files.createDirectories(home.resolve("migrations")));
  }

  @BeforeEach
  void failHalfWay() {
    file = folder.resolve("production_crew.db");
    Shell.Result failed = shell().run("--create", "--url", file.toString());
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.err()).contains("repair theatre:wigs");
  }

  private Shell shell() {
    return new Shell(folder).withHome(home);
  }

  private JsonObject json(int exit, String... arguments) {
    Shell.Result result = shell().run(arguments);
    assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(exit);
    JsonObject json = JsonParser.parseString(result.out()).getAsJsonObject();
    assertThat(json.get("exit").getAsInt()).isEqualTo(exit);
    return json;
  }

  private String last(String column) throws SQLException {
    return Databases.text(
        file, "SELECT " + column + " FROM migration_history ORDER BY seq DESC LIMIT 1");
  }

  @Test
  void without_a_decision_it_says_what_is_known_and_gives_the_commands() {
    Map<String, String> before = Databases.contents(folder);

    Shell.Result result = shell().run("repair", "wigs");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.out())
        .containsSubsequence(
            "✗ theatre:wigs (6.0) is failed while it was applied.",
            "begun ",
            "the history says: ",
            "no such table: nowhere",
            "1 statement may have taken effect",
            "statement 1 was announced, sha256:",
            "look yourself",
            "Nothing was changed",
            "showwise-migrate repair theatre:wigs --as done\n",
            "it counts as applied",
            "showwise-migrate repair theatre:wigs --as not-done\n",
            "showwise-migrate repair theatre:wigs --as undo\n",
            "lost: table wig: 2 rows");
    assertThat(Databases.contents(folder)).isEqualTo(before);
  }

  @Test
  void a_program_reads_the_same() {
    JsonObject json = json(3, "repair", "wigs", "--json");

    assertThat(json.get("outcome").getAsString()).isEqualTo("undecided");
    JsonObject migration = json.getAsJsonObject("migration");
    assertThat(migration.get("state").getAsString()).isEqualTo("failed");
    assertThat(migration.getAsJsonObject("attempt").get("mayBeDone").getAsInt()).isEqualTo(1);
    assertThat(migration.getAsJsonObject("attempt").getAsJsonArray("statements"))
        .hasSize(1);
    assertThat(json.getAsJsonArray("decisions").toString())
        .contains("showwise-migrate repair theatre:wigs --as undo");
    assertThat(json.getAsJsonArray("loss").toString()).contains("\"rows\":2");
  }

  @Test
  void the_commands_that_are_named_work_and_lead_out() throws SQLException {
    Shell.Result undone = shell().typing("yes\n").run("repair", "theatre:wigs", "--as", "undo");

    assertThat(undone.exit()).as(undone.err()).isZero();
    assertThat(undone.out())
        .containsSubsequence(
            "as undo",
            "lost: table wig: 2 rows",
            "2 rows would be lost",
            "Type 'yes' to confirm: ",
            "✓ Backup ",
            "✓ Done: theatre:wigs (6.0) was failed and is settled as undo.");
    assertThat(last("event || ' ' || direction")).isEqualTo("REPAIRED DOWN");
    assertThat(last("actor")).contains("@");
    assertThat(shell().run("list").out()).contains("reverted");
    assertThat(shell().run("repair", "wigs").exit()).isZero();
  }

  @Test
  void done_is_recorded_and_saying_it_twice_is_nothing_to_do() throws SQLException {
    assertThat(shell().run("repair", "wigs", "--as", "done", "--yes").exit()).isZero();

    assertThat(last("event || ' ' || direction")).isEqualTo("REPAIRED UP");
    assertThat(last("detail")).startsWith("decided: done; it was failed (row 3)");
    Shell.Result again = shell().run("repair", "wigs", "--as", "done", "--yes");
    assertThat(again.exit()).isZero();
    assertThat(again.out()).contains("✓ Nothing to do: theatre:wigs (6.0) is applied.");
    assertThat(shell().run().exit()).isZero();
    assertThat(shell().run("verify").exit()).isZero();
    assertThat(shell().run("repair", "wigs").out()).contains("✓ Nothing to decide");
  }

  @ParameterizedTest
  @CsvSource({"'no\n', 5, was not 'yes'", "'', 5, the input ended"})
  void without_a_yes_nothing_is_changed(String answer, int exit, String why) {
    Map<String, String> before = Databases.contents(folder);

    Shell.Result result = shell().typing(answer).run("repair", "wigs", "--as", "done");

    assertThat(result.exit()).isEqualTo(exit);
    assertThat(result.err()).contains("Not settled: ").contains(why, "Nothing was changed");
    assertThat(Databases.contents(folder)).isEqualTo(before);
  }

  @Test
  void a_program_is_not_asked() {
    JsonObject json = json(5, "repair", "wigs", "--as", "done", "--json");

    assertThat(json.get("outcome").getAsString()).isEqualTo("declined");
    assertThat(json.getAsJsonArray("problems").toString()).contains("--yes");
    assertThat(json(0, "repair", "wigs", "--as", "done", "--json", "--yes")
            .get("outcome")
            .getAsString())
        .isEqualTo("repaired");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      repair wigs --as dnoe          | 2 | Did you mean 'done'?
      repair wigs --insist           | 2 | Give --as DECISION too.
      repair                         | 2 | repair needs NAME.
      repair wgis                    | 2 | Did you mean 'wigs'?
      repair wigs --as accept-checksum | 3 | Possible is: done, not-done, undo.""")
  void a_mistake_is_said_and_changes_nothing(String line, int exit, String words) {
    Map<String, String> before = Databases.contents(folder);

    Shell.Result result = shell().run(line.split(" "));

    assertThat(result.exit()).isEqualTo(exit);
    assertThat(result.err()).contains(words);
    assertThat(Databases.contents(folder)).isEqualTo(before);
  }
}
