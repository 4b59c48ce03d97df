package dev.showwise.migrate.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.showwise.migrate.runner.database.Databases;
import dev.showwise.migrate.runner.plugins.TestJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs on real SQLite files, with migrations that are dropped in. */
class VerbsTest extends TheatreCase {
  @BeforeAll
  static void compileOnce() throws IOException {
    Theatre.writeJar(compiled);
    Theatre.writeFailingJar(compiled);
    Theatre.writeJarThatNeedsATable(compiled);
    Theatre.writeJarThatBreaks(compiled);
  }

  private JsonObject json(int exit, String... args) {
    Shell.Result result = run(args);
    assertThat(result.err()).isEmpty();
    JsonObject json = JsonParser.parseString(result.out()).getAsJsonObject();
    assertThat(result.exit()).isEqualTo(exit);
    assertThat(json.get("exit").getAsInt()).isEqualTo(exit);
    return json;
  }

  @Test
  void without_a_verb_everything_that_is_pending_is_applied() throws SQLException {
    Shell.Result result = run();

    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains(
            "Database " + file,
            "Applying theatre:shows (1.0): Shows and when they are",
            "✓ Table show created",
            "✓ shows applied",
            "✓ tickets applied",
            "✓ Done: 2 migrations applied.");
    assertThat(tables("ticket")).isEqualTo(1);
  }

  @Test
  void a_second_time_there_is_nothing_to_do_and_the_file_stays_as_it_is() {
    run();
    Map<String, String> before = Databases.contents(folder);

    Shell.Result result = run();

    assertThat(result.exit()).isZero();
    assertThat(result.out().lines()).hasSize(2).last().asString().contains("Nothing to do");
    assertThat(Databases.contents(folder)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"migrate tickets", "migrate theatre:tickets", "migrate_tickets"})
  void one_is_applied_with_what_it_depends_on(String line) throws SQLException {
    Shell.Result result = run(line.split(" "));

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("✓ shows applied", "✓ tickets applied");
    assertThat(tables("ticket")).isEqualTo(1);
  }

  @Test
  void a_version_can_be_the_end() throws SQLException {
    assertThat(run("--to", "theatre:1.0").exit()).isZero();

    assertThat(tables("show")).isEqualTo(1);
    assertThat(tables("ticket")).isZero();
  }

  @Test
  void an_unknown_name_is_met_with_the_nearest() {
    Shell.Result result = run("migrate", "tikcets");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("'tikcets'", "tickets");
  }

  @Test
  void what_the_database_has_already_is_adopted() throws SQLException {
    Databases.execute(
        file, "CREATE TABLE show (id INTEGER PRIMARY KEY NOT NULL, title VARCHAR(80) NOT NULL)");

    Shell.Result result = run();

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains("✓ shows adopted: the database had it already", "1 migration adopted");
  }

  @Test
  void what_differs_stops_the_run_before_anything_is_changed() throws SQLException {
    Databases.execute(file, "CREATE TABLE show (id INTEGER PRIMARY KEY NOT NULL)");
    Map<String, String> before = Databases.contents(folder);

    Shell.Result result = run();

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("✗ theatre:shows (1.0)", "column show.title is missing");
    assertThat(Databases.contents(folder)).isEqualTo(before);
  }

  @Test
  void a_missing_table_is_named_before_anything_is_changed() throws Exception {
    drop("props.jar");
    Map<String, String> before = Databases.contents(folder);

    Shell.Result result = run();

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("theatre:props (4.0) needs table 'owner'");
    assertThat(Databases.contents(folder)).isEqualTo(before);
  }

  @Test
  void a_failure_says_what_failed_and_what_stays() throws Exception {
    drop("reviews.jar");

    Shell.Result result = run();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains("✓ tickets applied").doesNotContain("Done");
    assertThat(result.err())
        .contains(
            "✗ reviews failed: ",
            "nowhere",
            "Statement: INSERT INTO nowhere VALUES (1)",
            "Everything that it did is undone",
            "Done before it, and it stays: theatre:shows (1.0), theatre:tickets (2.0)")
        .doesNotContain("[ERROR]");
    assertThat(tables("review")).isZero();
  }

  @Test
  void a_failure_is_in_the_document() throws Exception {
    drop("reviews.jar");

    JsonObject json = json(1, "--json");

    assertThat(json.get("outcome").getAsString()).isEqualTo("failed");
    assertThat(json.getAsJsonArray("applied")).hasSize(2);
    JsonObject failed = json.getAsJsonObject("failed");
    assertThat(failed.get("name").getAsString()).isEqualTo("reviews");
    assertThat(failed.get("statement").getAsString()).contains("nowhere");
    assertThat(failed.get("message").getAsString()).contains("nowhere");
    assertThat(failed.get("undone").getAsString()).isEqualTo("completely");
  }

  @ParameterizedTest
  @CsvSource({"migrate, 3", "list, 0"})
  void whatever_a_migration_throws_is_a_report_without_passwords(String verb, int exit)
      throws Exception {
    drop("lights.jar");

    Shell.Result result = run(verb, "--json", "--verbose");

    assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(exit);
    assertThat(result.out() + result.err()).contains("no lights").doesNotContain("hunter2");
    assertThat(
            JsonParser.parseString(result.out()).getAsJsonObject().get("exit").getAsInt())
        .isEqualTo(exit);
  }

  @Test
  void list_shows_the_true_states() {
    run("--to", "theatre:1.0");

    String out = run("list").out();

    assertThat(out)
        .containsPattern("✓\\s+theatre:shows\\s+1\\.0\\s+applied\\s+\\d{4}-\\d\\d-\\d\\d");
    assertThat(out.lines().filter(line -> line.contains("theatre:tickets")))
        .singleElement()
        .asString()
        .contains("pending")
        .doesNotContain("✓");
    assertThat(out).contains("1 of 2 migrations is in the database.");
    assertThat(run("--list").out()).isEqualTo(out);
  }

  @Test
  void list_is_a_document_for_programs() {
    run("--to", "theatre:1.0");

    JsonObject json = json(0, "list", "--json");

    assertThat(json.getAsJsonObject("database").get("product").getAsString()).isEqualTo("SQLite");
    assertThat(json.getAsJsonObject("database").get("url").getAsString())
        .isEqualTo("jdbc:sqlite:" + file);
    JsonObject shows = json.getAsJsonArray("migrations").get(0).getAsJsonObject();
    assertThat(shows.get("state").getAsString()).isEqualTo("applied");
    assertThat(shows.get("appliedAt").getAsString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(shows.get("checksum").getAsString()).isNotEmpty();
    assertThat(shows.get("source").getAsString()).contains("theatre.jar");
    assertThat(shows.has("presence")).isFalse();
    JsonObject tickets = json.getAsJsonArray("migrations").get(1).getAsJsonObject();
    assertThat(tickets.get("state").getAsString()).isEqualTo("pending");
    assertThat(tickets.get("appliedAt").isJsonNull()).isTrue();
    assertThat(tickets.get("presence").getAsString()).isEqualTo("absent");
    assertThat(tickets.getAsJsonArray("dependsOn").get(0).getAsString()).isEqualTo("theatre:shows");
  }

  @Test
  void migrate_is_a_document_for_programs() {
    JsonObject json = json(0, "--json");

    assertThat(json.get("outcome").getAsString()).isEqualTo("migrated");
    JsonObject first = json.getAsJsonArray("applied").get(0).getAsJsonObject();
    assertThat(first.get("event").getAsString()).isEqualTo("APPLIED");
    assertThat(first.getAsJsonArray("steps").toString()).contains("Table show created");
    assertThat(json.get("failed").isJsonNull()).isTrue();
    assertThat(json.getAsJsonArray("remaining")).isEmpty();
    assertThat(Path.of(json.get("backup").getAsString()))
        .hasParent(folder.resolve("backups"))
        .isNotEmptyFile();

    JsonObject again = json(0, "--json");
    assertThat(again.get("outcome").getAsString()).isEqualTo("nothing-to-do");
    assertThat(again.get("backup").isJsonNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "plan", "verify", "schema", "rehearse"})
  void verbs_that_read_leave_no_trace(String verb) {
    Map<String, String> before = Databases.contents(folder);

    run(verb);
    run(verb, "--json");

    assertThat(Databases.contents(folder)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"journal_mode=WAL", "mode=rwc", "user_version=7", "open_mode=6"})
  void parameters_that_would_write_are_nothing_to_one_who_reads(String parameter) {
    Map<String, String> before = Databases.contents(folder);

    assertThat(
            run("list", "--url", "jdbc:sqlite:production_crew.db?" + parameter).exit())
        .isZero();
    assertThat(Databases.contents(folder)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "plan", "verify", "schema", "rehearse"})
  void verbs_that_read_work_while_the_application_runs_in_wal_mode(String verb)
      throws SQLException {
    try (Connection application = Databases.connect(file);
        Statement statement = application.createStatement()) {
      statement.execute("PRAGMA journal_mode = wal");
      statement.execute("INSERT INTO person VALUES (1, 'mira')");
      statement.execute("BEGIN IMMEDIATE");

      assertThat(run(verb).exit()).isIn(0, 3);

      statement.execute("ROLLBACK");
    }
  }

  @Test
  void plan_says_what_would_be_done() throws SQLException {
    Databases.execute(
        file, "CREATE TABLE show (id INTEGER PRIMARY KEY NOT NULL, title VARCHAR(80) NOT NULL)");

    Shell.Result result = run("plan");

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains(
            "1. theatre:shows (1.0): Shows and when they are",
            "adopted: the database has all of it already",
            "2. theatre:tickets (2.0)",
            "Nothing was changed.");
    JsonObject json = json(0, "plan", "--json");
    assertThat(json.getAsJsonArray("steps")
            .get(0)
            .getAsJsonObject()
            .get("presence")
            .getAsString())
        .isEqualTo("present");
  }

  @Test
  void a_plan_that_cannot_be_done_says_so() throws SQLException {
    Databases.execute(file, "CREATE TABLE show (id INTEGER PRIMARY KEY NOT NULL)");

    Shell.Result result = run("plan");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.out()).contains("column show.title is missing", "would stop");
    JsonObject json = json(3, "plan", "--json");
    assertThat(
            json.getAsJsonArray("problems").get(0).getAsJsonObject().get("code").getAsString())
        .isEqualTo("partially-present");
  }

  @Test
  void verify_tells_pending_ones_and_differences() throws SQLException {
    assertThat(run("verify").exit()).isEqualTo(3);
    run();
    Shell.Result well = run("verify");
    assertThat(well.exit()).isZero();
    assertThat(well.out()).contains("✓ All is well: 2 applied migrations");

    Databases.execute(file, "CREATE TABLE stranger (id INTEGER)");
    Shell.Result warned = run("verify");
    assertThat(warned.exit()).isZero();
    assertThat(warned.out())
        .containsSubsequence(
            "Warning: table stranger is in the database, and no applied migration declares it",
            "drop it",
            "✓ All is well");
    assertThat(json(0, "verify", "--json").getAsJsonArray("problems").toString())
        .contains("unexplained", "warning");

    Databases.execute(file, "DROP TABLE ticket");
    Shell.Result result = run("verify");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.out()).contains("✗ ", "ticket", "Not all is well");
    assertThat(json(3, "verify", "--json").get("outcome").getAsString()).isEqualTo("not-well");
  }

  @Test
  void schema_shows_what_the_database_has() {
    assertThat(run("schema").out())
        .isEqualToIgnoringNewLines("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT);");
    assertThat(run("schema", "PERSON").out()).contains("CREATE TABLE person");

    Shell.Result result = run("schema", "persona");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("no table or view 'persona'", "Did you mean 'person'?");

    JsonObject table =
        json(0, "schema", "person", "--json").getAsJsonArray("tables").get(0).getAsJsonObject();
    assertThat(table.get("name").getAsString()).isEqualTo("person");
    assertThat(table.getAsJsonArray("columns")).hasSize(2);
  }

  @Test
  void a_database_without_tables_has_none_to_offer() throws SQLException {
    Databases.execute(file, "DROP TABLE person");

    assertThat(run("schema", "persona").err()).contains("no table or view", "It has none.");
  }

  @Test
  void a_locked_database_is_not_waited_for_for_ever() throws SQLException {
    try (Connection other = Databases.connect(file);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");

      Shell.Result result = run("--lock-timeout", "0.3");

      assertThat(result.exit()).isEqualTo(4);
      assertThat(result.err()).startsWith("✗ ");
      statement.execute("ROLLBACK");
    }
    assertThat(run().exit()).isZero();
  }

  @Test
  void a_new_database_is_only_made_when_that_is_allowed() {
    Path fresh = folder.resolve("fresh.db");

    assertThat(run("--url", fresh.toString()).exit()).isEqualTo(4);
    assertThat(fresh).doesNotExist();
    assertThat(run("list", "--create", "--url", fresh.toString()).exit()).isEqualTo(4);
    assertThat(fresh).doesNotExist();

    assertThat(run("--create", "--url", fresh.toString()).exit()).isZero();
    assertThat(fresh).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:SQLITE:crwe.db",
        "jdbc:sqlite:crwe.db?journal_mode=memory",
        "jdbc:sqlite:crwe.db?mode=memory",
        "jdbc:sqlite:file:crwe.db?mode=rwc"
      })
  void no_way_to_write_a_mistyped_path_makes_a_file(String url) {
    for (String verb : new String[] {"list", "migrate"}) {
      assertThat(run(verb, "--url", url).exit()).isIn(2, 4);
      assertThat(folder.toFile().list()).containsExactly("production_crew.db");
    }
  }

  @Test
  void a_database_in_memory_can_be_migrated_for_a_try() {
    assertThat(run("--url", "jdbc:sqlite::memory:").exit()).isZero();
    assertThat(folder.toFile().list()).containsExactly("production_crew.db");
  }

  @Test
  void nothing_to_run_is_a_mistake_that_names_the_folder() throws IOException {
    Files.delete(jars.resolve("theatre.jar"));

    Shell.Result result = run("list");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("there is no jar in " + jars, "--migrations DIR");
  }

  @Test
  void jars_that_register_nothing_are_named() throws IOException {
    Files.delete(jars.resolve("theatre.jar"));
    Path library = new TestJar().entry("lib.txt", new byte[0]).write(jars.resolve("lib.jar"));

    Shell.Result result = run("list");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("no migration is registered in " + library);
  }

  @Test
  void an_unusable_jar_is_named() throws IOException {
    Files.writeString(jars.resolve("broken.jar"), "no jar");

    Shell.Result result = run("list");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("broken.jar");
  }

  @Test
  void a_damaged_database_is_named_as_such() throws Exception {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 6192));

    for (String verb : new String[] {"list", "migrate"}) {
      Shell.Result result = run(verb);
      assertThat(result.exit()).isEqualTo(3);
      assertThat(result.err()).contains("damaged", "2000 bytes shorter than its own header says");
    }
  }

  @Test
  void a_terminal_without_signs_gets_plain_words() {
    Shell.Result result = shell().showing(StandardCharsets.US_ASCII).run();

    assertThat(result.out()).contains("[ok] Table show created", "[ok] Done");
  }

  @Test
  void quiet_people_hear_nothing_of_what_goes_well() {
    Shell.Result result = run("--quiet");

    assertThat(result.exit()).isZero();
    assertThat(result.out() + result.err()).isEmpty();
  }

  @Test
  void verbose_people_see_how_long_it_took() {
    assertThat(run("--verbose").out()).containsPattern("✓ shows applied \\(\\d+ ms\\)");
  }

  @Test
  void a_signal_ends_the_run_before_the_next_step_and_no_success_is_told() throws SQLException {
    Shell shell = shell();
    shell.interruption().stop();

    Shell.Result result = shell.run();

    assertThat(result.exit()).isEqualTo(130);
    assertThat(result.out()).doesNotContain("✓");
    assertThat(result.err()).contains("Stopped by a signal", "Run the same command again");
    assertThat(tables("show")).isZero();
    assertThat(run().exit()).isZero();
  }
}
