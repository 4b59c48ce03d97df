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
import org.junit.jupiter.params.provider.ValueSource;

/** Rolling back: what is said before, what counts as a yes, and what is done then. */
class RollbackTest {
  @TempDir
  static Path home;

  @TempDir
  Path folder;

  private Path file;

  @BeforeAll
  static void compileOnce() throws IOException {
    Theatre.writeJar(Files.createDirectories(home.resolve("migrations")));
  }

  @BeforeEach
  void migrateADatabase() throws SQLException {
    file = folder.resolve("production_crew.db");
    assertThat(shell().run("--create", "--url", file.toString()).exit()).isZero();
    Databases.execute(
        file,
        "INSERT INTO show (id, title, seats) VALUES (1, 'a', 90), (2, 'b', NULL)",
        "INSERT INTO ticket (id, show_id) VALUES (1, 1), (2, 1), (3, 2)");
  }

  private Shell shell() {
    return new Shell(folder).withHome(home);
  }

  private long tables() throws SQLException {
    return Databases.number(
        file, "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('show', 'ticket')");
  }

  @Test
  void what_would_be_lost_is_said_before_the_question() throws SQLException {
    Shell.Result result = shell().typing("yes\n").run("rollback", "tickets");

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .containsSubsequence(
            "WARNING",
            "theatre:tickets (2.0)",
            "table ticket: 3 rows",
            "Type 'yes' to confirm: ",
            "✓ Table ticket dropped",
            "✓ tickets rolled back",
            "✓ Done: 1 migration rolled back.");
    assertThat(result.out()).contains("column show.seats: values in 1 row");
    assertThat(tables()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no\n", "\n", "y\n", "YES\n", "yes please\n"})
  void any_other_answer_is_a_no(String answer) {
    Map<String, String> before = Databases.contents(folder);

    Shell.Result result = shell().typing(answer).run("rollback", "shows");

    assertThat(result.exit()).isEqualTo(5);
    assertThat(result.err()).contains("the answer was not 'yes'", "Nothing was changed");
    assertThat(result.out()).doesNotContain("✓");
    assertThat(Databases.contents(folder)).isEqualTo(before);
  }

  @Test
  void the_end_of_the_input_is_a_no() {
    Map<String, String> before = Databases.contents(folder);

    Shell.Result result = shell().run("rollback", "--last");

    assertThat(result.exit()).isEqualTo(5);
    assertThat(result.err()).contains("the input ended");
    assertThat(Databases.contents(folder)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", " yes \r\n"})
  void spaces_and_line_ends_do_not_spoil_a_yes(String answer) {
    assertThat(shell().typing(answer).run("rollback", "--last").exit()).isZero();
  }

  @Test
  void a_script_says_yes_beforehand() throws SQLException {
    Shell.Result result = shell().run("rollback", "shows", "--yes");

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .containsSubsequence("✓ tickets rolled back", "✓ shows rolled back")
        .doesNotContain("Type 'yes'");
    assertThat(tables()).isZero();
  }

  @Test
  void a_version_can_be_what_stays() throws SQLException {
    assertThat(shell().run("rollback", "--to", "1.0", "--yes").exit()).isZero();

    assertThat(tables()).isEqualTo(1);
  }

  @Test
  void a_program_is_not_asked() {
    Map<String, String> before = Databases.contents(folder);

    Shell.Result result = shell().typing("yes\n").run("rollback", "--last", "--json");

    assertThat(result.exit()).isEqualTo(5);
    JsonObject json = JsonParser.parseString(result.out()).getAsJsonObject();
    assertThat(json.get("outcome").getAsString()).isEqualTo("declined");
    assertThat(json.get("exit").getAsInt()).isEqualTo(5);
    assertThat(json.getAsJsonArray("loss").toString()).contains("ticket");
    assertThat(json.getAsJsonArray("problems").toString()).contains("--yes");
    assertThat(Databases.contents(folder)).isEqualTo(before);
  }

  @Test
  void a_program_reads_what_was_lost() {
    Shell.Result result = shell().run("rollback", "--last", "--json", "--yes");

    JsonObject json = JsonParser.parseString(result.out()).getAsJsonObject();
    assertThat(result.exit()).isZero();
    assertThat(json.get("outcome").getAsString()).isEqualTo("rolled-back");
    assertThat(json.getAsJsonArray("reverted")).hasSize(1);
    assertThat(json.getAsJsonArray("loss").get(0).getAsJsonObject().get("rows").getAsLong())
        .isPositive();
  }

  @Test
  void quiet_people_are_asked_all_the_same() {
    Shell.Result result = shell().typing("no\n").run("rollback", "--last", "--quiet");

    assertThat(result.exit()).isEqualTo(5);
    assertThat(result.out()).contains("table ticket: 3 rows", "Type 'yes' to confirm: ");
  }

  @Test
  void what_is_rolled_back_already_is_nothing_to_do() {
    shell().run("rollback", "tickets", "--yes");

    Shell.Result result = shell().run("rollback", "tickets");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("Nothing to do");
    assertThat(result.err()).contains("there is nothing to roll back");
  }
}
