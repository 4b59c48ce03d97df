package dev.showwise.migrate.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed: verbs, options, and mistakes in them. */
class UsageTest {
  @TempDir
  Path folder;

  private Shell.Result run(String line) {
    return new Shell(folder).run(line.isEmpty() ? new String[0] : line.split(" "));
  }

  @Test
  void help_names_every_verb_and_every_exit_code() {
    Shell.Result result = run("--help");

    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains(
            "migrate",
            "list",
            "plan",
            "rehearse",
            "rollback",
            "verify",
            "repair",
            "backup",
            "restore",
            "schema",
            "new",
            "support-report",
            "demo")
        .contains("--url", "--password-file", "--schema", "--lock-timeout", "--json")
        .contains("--create", "--yes")
        .contains("0 done", "1 a migration failed", "130 and 143");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "migrate",
        "list",
        "plan",
        "rehearse",
        "rollback",
        "verify",
        "repair",
        "backup",
        "restore",
        "schema",
        "new",
        "support-report",
        "demo"
      })
  void every_verb_has_help_of_its_own(String verb) {
    for (String line : new String[] {verb + " --help", "--help " + verb, verb + " -h --json"}) {
      Shell.Result result = run(line);

      assertThat(result.exit()).isZero();
      assertThat(result.out()).startsWith("Usage: showwise-migrate " + verb).contains("--url");
    }
  }

  @Test
  void the_version_is_the_builds_own() {
    Shell.Result result = run("--version");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).matches("showwise-migrate \\d+\\.\\d+\\S* \\(Java .*\\)\\R");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      lsit                     | There is no verb 'lsit'.                       | Did you mean 'list'?
      baseline                 | There is no verb 'baseline'.                   | Known are: migrate
      2fa                      | There is no verb '2fa'.                        | migrate NAME
      list --jsno              | There is no option '--jsno' for list.          | Did you mean '--json'?
      --folders dir            | There is no option '--folders' for migrate.    | --help
      list --sql               | There is no option '--sql' for list.           | --help
      migrate_2fa --rollback   | There is no option '--rollback' for migrate.   | 'rollback' is a verb
      list extra               | 'extra' is one argument too many for list.     | --help
      --url                    | --url lacks its value.                         | --url URL
      list --url a --url b     | --url                                          | Give it once.
      new                      | new needs NAME.                                | --help
      --verbose --quiet        | --verbose and --quiet cannot go together.      | one or the other
      rollback                 | rollback must know what to undo.               | rollback --last
      rollback 2fa --last      | but not several of them                        | rollback --last
      rollback --last --to 1   | but not several of them                        | rollback --last
      rollback --to x          | 'x' is not a version                           | MODULE:VERSION
      migrate --to :1          | names no module                                | MODULE:VERSION
      migrate 2fa --to 1       | Names and --to cannot go together.             | one or the other
      plan --to 1..2           | is not a version                               | MODULE:VERSION
      list --config nope       | There is no configuration file                 | --config
      list --migrations nope   | There is no folder                             | migration jars
      list --lock-timeout soon | 'soon' is not a time to wait.                  | seconds
      list --password-file no  | There is no password file                      | Check the path
      list --schema            | --schema lacks its value.                      | --schema NAME
      list --url jdbc:sqlite::memory: --schema s | has no schemas, so 's'       | Leave --schema out
      list                     | No database was named                          | SHOWWISE_MIGRATE_URL
      list --url jdbc:nope     | is neither a JDBC URL nor a path               | product's name
      new shoes                | new needs the distribution                     | launcher
      demo                     | The demo needs ShowWise's own migrations       | launcher
      """)
  void a_mistake_is_said_with_the_way_out(String line, String message, String remedy) {
    Shell.Result result = run(line);

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("✗ ").contains(message, remedy);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--password hunter2",
        "-phunter2",
        "-p hunter2",
        "--url root:hunter2@h/db",
        "--url postgresql://u:hun?ter2@h/db",
        "--password=hunter2 list",
        "list --password hunter2",
        "--url postgresql://u:hunter2@h/db",
        "--url jdbc:nosuch://u:hunter2@h/db?password=hunter2 list"
      })
  void a_password_is_never_repeated(String line) {
    Shell.Result result = run(line + " --verbose");

    assertThat(result.exit()).isIn(2, 4);
    assertThat(result.out() + result.err()).doesNotContain("hunter2", "ter2@");
  }

  @Test
  void one_who_gives_a_password_is_told_where_it_belongs() {
    assertThat(run("--password hunter2").err()).contains("--password-file FILE");
    assertThat(run("-phunter2").err()).contains("no option '-p':", "--password-file FILE");
    assertThat(run("-plan").err()).contains("'plan' is a verb");
  }

  @Test
  void a_url_without_a_driver_cannot_be_opened() {
    Shell.Result result = run("list --url jdbc:nosuch:x");

    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err()).contains("No JDBC driver", "org.sqlite.JDBC");
  }

  @Test
  void a_mistake_is_a_document_too_where_documents_are_wanted() {
    Shell.Result result = run("list --bogus --json");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).isEmpty();
    JsonObject json = JsonParser.parseString(result.out()).getAsJsonObject();
    assertThat(json.get("outcome").getAsString()).isEqualTo("failed");
    assertThat(json.get("exit").getAsInt()).isEqualTo(2);
    JsonObject problem = json.getAsJsonArray("problems").get(0).getAsJsonObject();
    assertThat(problem.get("code").getAsString()).isEqualTo("usage");
    assertThat(problem.get("message").getAsString()).contains("--bogus");
    assertThat(problem.get("remedy").getAsString()).isNotEmpty();
  }

  @Test
  void a_failed_migrate_has_the_members_of_one_that_went_well() {
    Shell.Result result = run("--url nope.db --json");

    assertThat(result.exit()).isEqualTo(4);
    assertThat(JsonParser.parseString(result.out()).getAsJsonObject().keySet())
        .containsExactly(
            "outcome",
            "applied",
            "failed",
            "remaining",
            "backup",
            "supportReport",
            "millis",
            "exit",
            "problems");
  }

  @Test
  void a_kind_of_modules_that_does_not_exist_is_told_with_those_that_do() {
    Shell.Result result = run("new shoe-sizes --kind tabel");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .contains(
            "There is no kind 'tabel'.",
            "Did you mean",
            "table",
            "Known are: table, sql, java, data.");
  }
}
