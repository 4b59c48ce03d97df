package dev.showwise.migrate.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.showwise.migrate.runner.database.Databases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is pending, tried and shown where it does no harm. */
class RehearseTest extends TheatreCase {
  private Set<String> copies;

  @BeforeAll
  static void compileOnce() throws IOException {
    Theatre.writeJar(compiled);
    Theatre.writeFailingJar(compiled);
    Theatre.writeJarThatLosesRows(compiled);
  }

  @Override
  String databaseName() {
    return "crew's 100%.db";
  }

  @BeforeEach
  void insertPersons() throws SQLException {
    Databases.execute(file, "INSERT INTO person VALUES (1, 'mira'), (2, 'ben')");
    copies = copies();
  }

  @AfterEach
  void no_copy_is_left() {
    assertThat(copies()).isEqualTo(copies);
  }

  private static Set<String> copies() {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(Path::toString)
          .filter(f -> f.contains("showwise-rehearsal-"))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the shared memory, which in this test is that of the application, in the same process. */
  private Map<String, String> contents() {
    Map<String, String> contents = Databases.contents(folder);
    contents.keySet().removeIf(name -> name.endsWith("-shm"));
    return contents;
  }

  /** Runs a verb that must leave every byte beside the database as it is. */
  private Shell.Result run(int exit, String... args) {
    Map<String, String> before = contents();
    String[] all =
        Stream.concat(Stream.of("--url", file.toString()), Stream.of(args)).toArray(String[]::new);
    Shell.Result result = shell().run(all);
    assertThat(contents()).isEqualTo(before);
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isEqualTo(exit);
    return result;
  }

  private JsonObject json(int exit, String... args) {
    JsonObject json = JsonParser.parseString(run(exit, args).out()).getAsJsonObject();
    assertThat(json.get("exit").getAsInt()).isEqualTo(exit);
    return json;
  }

  @Test
  void a_rehearsal_tells_what_would_come_of_it() {
    assertThat(run(0, "rehearse").out())
        .contains(
            "Database " + file,
            "Rehearsed on a private copy of the file. The database itself is as it was.",
            "1. theatre:shows (1.0): Shows and when they are",
            "   ✓ Table show created",
            "   way back: worked, in",
            "  + table show added",
            "    show: new, 0 rows",
            "other tables: 1 table with 2 rows, all as before",
            "✓ The way back works: schema and rows are as they were before.",
            "✓ All is well.");
  }

  @Test
  void lost_rows_are_told_loudly() throws IOException {
    drop("purge.jar");

    assertThat(run(3, "rehearse").out())
        .contains(
            "  ✗ person: 2 → 1 row; 1 row LOST",
            "way back: none, this migration cannot be undone",
            "✗ table 'person' lost 1 of the 2 rows that it had",
            "✗ Not all is well: 1 problem");
    JsonObject json = json(3, "rehearse", "--json");
    assertThat(json.get("outcome").getAsString()).isEqualTo("problems");
    JsonObject rows = json.getAsJsonArray("rows").get(0).getAsJsonObject();
    assertThat(rows.get("table").getAsString()).isEqualTo("person");
    assertThat(rows.get("gone").getAsLong()).isEqualTo(1);
  }

  @Test
  void a_migration_that_fails_in_the_rehearsal_gives_1_and_changes_nothing() throws IOException {
    drop("reviews.jar");

    assertThat(run(1, "rehearse").out())
        .contains("✗ failed: ", "Statement: INSERT INTO nowhere", "✗ The rehearsal failed.");
    assertThat(
            json(1, "rehearse", "--json").getAsJsonObject("failed").get("name").getAsString())
        .isEqualTo("reviews");
  }

  @Test
  void plan_sql_gives_a_script_that_makes_the_same_tables() throws Exception {
    String script = run(0, "plan", "--sql").out();

    assertThat(script)
        .contains(
            "-- theatre:shows (1.0): Shows and when they are", "CREATE TABLE \"show\"", ";\n");
    Path other = folder.resolve("other.db");
    try (Connection connection = Databases.connect(other);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(script);
    }
    assertThat(Databases.number(
            other, "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('show', 'ticket')"))
        .isEqualTo(2);
    Files.delete(other);
    JsonObject json = json(0, "plan", "--sql", "--json", "shows");
    JsonObject shows = json.getAsJsonArray("migrations").get(0).getAsJsonObject();
    assertThat(shows.get("event").getAsString()).isEqualTo("APPLIED");
    assertThat(shows
            .getAsJsonArray("statements")
            .get(0)
            .getAsJsonObject()
            .get("sql")
            .getAsString())
        .startsWith("CREATE TABLE");
  }

  @Test
  void plan_sql_shows_what_came_before_a_failure_and_the_failure() throws IOException {
    drop("reviews.jar");

    assertThat(run(3, "plan", "--sql").out())
        .contains(
            "CREATE TABLE \"show\"",
            "CREATE TABLE review (id INTEGER PRIMARY KEY);",
            "-- this one failed:\n-- INSERT INTO nowhere VALUES (1)",
            "-- ✗ theatre:reviews (3.0) failed:");
    assertThat(json(3, "plan", "--sql", "--json").get("outcome").getAsString()).isEqualTo("failed");
  }

  @Test
  void values_of_rows_are_in_no_report() throws IOException {
    drop("purge.jar");

    assertThat(run(0, "plan", "--sql").out())
        .contains("DELETE FROM person WHERE name = ?;")
        .doesNotContain("mira");
  }

  @Test
  void with_nothing_pending_it_says_so() {
    shell().run("--url", file.toString());

    assertThat(run(0, "rehearse").out()).contains("✓ Nothing to rehearse");
    assertThat(run(0, "plan", "--sql").out().lines()).allMatch(line -> line.startsWith("--"));
  }

  @Test
  void a_read_only_database_and_one_in_wal_mode_can_be_rehearsed() throws SQLException {
    Databases.execute(file, "PRAGMA journal_mode = wal");
    run(0, "rehearse");

    assertThat(file.toFile().setWritable(false)).isTrue();
    run(0, "rehearse");
    run(0, "plan", "--sql");
  }

  @Test
  void what_the_application_has_in_its_log_is_rehearsed_too_while_it_runs() throws SQLException {
    try (Connection application = Databases.connect(file);
        Statement statement = application.createStatement()) {
      statement.execute("PRAGMA journal_mode = wal");
      statement.execute("INSERT INTO person VALUES (3, 'ada')");

      assertThat(run(0, "rehearse").out()).contains("1 table with 3 rows");

      statement.execute("BEGIN IMMEDIATE");
      statement.execute("INSERT INTO person VALUES (4, 'not committed')");
      assertThat(run(0, "rehearse").out()).contains("1 table with 3 rows");
    }
  }
}
