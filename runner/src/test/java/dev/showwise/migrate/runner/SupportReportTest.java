package dev.showwise.migrate.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.showwise.migrate.runner.database.Databases;
import dev.showwise.migrate.runner.support.Bundle;
import dev.showwise.migrate.runner.support.ReportFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The report for whoever helps, asked for and by itself. */
class SupportReportTest extends TheatreCase {
  private static final String CANARY = "Qx7vKzw-canary-9JpWy3";

  private Path reports;

  @BeforeAll
  static void compileOnce() throws IOException {
    Theatre.writeJar(compiled);
    Theatre.writeFailingJar(compiled);
    Theatre.writeJarThatNeedsATable(compiled);
    Theatre.writeJarThatBreaks(compiled);
    Theatre.writeJarWithAText(compiled, CANARY);
  }

  @BeforeEach
  void nameTheFolderOfReports() {
    reports = folder.resolve(ReportFile.FOLDER);
  }

  private List<Path> written() throws IOException {
    if (!Files.exists(reports)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(reports)) {
      return files.sorted().toList();
    }
  }

  private static Map<String, String> unzipped(Path zip) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream zipped = new ZipInputStream(in)) {
      for (ZipEntry entry = zipped.getNextEntry(); entry != null; entry = zipped.getNextEntry()) {
        entries.put(entry.getName(), new String(zipped.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(entries).containsOnlyKeys(Bundle.PAGE, Bundle.DOCUMENT);
    return entries;
  }

  private static JsonObject document(Path zip) throws IOException {
    return JsonParser.parseString(unzipped(zip).get(Bundle.DOCUMENT)).getAsJsonObject();
  }

  @Test
  void a_run_that_fails_leaves_a_report_and_says_where_it_is_in_its_last_line() throws IOException {
    drop("reviews.jar");

    Shell.Result result = run("migrate");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(written()).hasSize(1);
    Path report = written().get(0);
    assertThat(report.getFileName().toString()).matches("failure-\\d{8}T\\d{6}\\.\\d{3}Z\\.zip");
    assertThat(result.err().strip().lines().reduce("", (first, last) -> last))
        .isEqualTo("Support report: " + report
            + " (give it to whoever helps; it has no passwords and no rows; look at it first)");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(report)))
        .isEqualTo("rw-------");
    assertThat(unzipped(report).get(Bundle.PAGE))
        .contains("migration: theatre:reviews (3.0)")
        .contains("INSERT INTO nowhere VALUES (1)")
        .contains("class: theatre.Reviews")
        .contains("place: Reviews.java:")
        .contains("from: reviews.jar")
        .contains("no such table: nowhere")
        .contains("vendor code: 1")
        .contains("CREATE TABLE person")
        .contains("| theatre:tickets (2.0) | applied |")
        .contains("product: SQLite")
        .contains("driver: SQLite JDBC")
        .contains("Java: " + Runtime.version())
        .contains("free space there: ");
    JsonObject document = document(report);
    assertThat(document.getAsJsonObject("failure").get("statement").getAsString())
        .isEqualTo("INSERT INTO nowhere VALUES (1)");
    assertThat(document
            .getAsJsonObject("history")
            .getAsJsonArray("rows")
            .get(0)
            .getAsJsonObject()
            .get("migration")
            .getAsString())
        .isEqualTo("theatre:tickets (2.0)");
    assertThat(document
            .getAsJsonObject("asked")
            .getAsJsonObject("facts")
            .get("verb")
            .getAsString())
        .isEqualTo("migrate");
  }

  @Test
  void programs_find_the_report_in_the_document() throws IOException {
    drop("reviews.jar");

    JsonObject failed = JsonParser.parseString(run("migrate", "--json").out()).getAsJsonObject();

    assertThat(failed.get("supportReport").getAsString())
        .isEqualTo(written().get(0).toString());
    JsonObject none = JsonParser.parseString(
            run("migrate", "--json", "--no-support-report").out())
        .getAsJsonObject();
    assertThat(none.get("supportReport").isJsonNull()).isTrue();
    assertThat(written()).hasSize(1);
  }

  @Test
  void a_refused_run_leaves_one_and_wrong_usage_reading_and_success_do_not() throws IOException {
    assertThat(run("migrate", "nothing-of-that-name").exit()).isEqualTo(2);
    assertThat(run("migrate").exit()).isZero();
    assertThat(run("list").exit()).isZero();
    drop("props.jar");
    assertThat(run("plan").exit()).isEqualTo(3);
    assertThat(run("verify").exit()).isEqualTo(3);
    assertThat(written()).isEmpty();

    assertThat(run("migrate").exit()).isEqualTo(3);

    assertThat(written()).hasSize(1);
    assertThat(unzipped(written().get(0)).get(Bundle.PAGE)).contains("missing-table");
  }

  @Test
  void a_configuration_file_turns_it_off() throws IOException {
    drop("reviews.jar");
    Files.writeString(folder.resolve("showwise-migrate.properties"), "no-support-report=true\n");

    assertThat(run("migrate").exit()).isEqualTo(1);
    assertThat(written()).isEmpty();
  }

  @Test
  void only_the_newest_that_were_written_by_themselves_are_kept() throws IOException {
    drop("reviews.jar");
    Files.createDirectory(reports);
    for (int i = 10; i < 30; i++) {
      Files.writeString(reports.resolve("failure-20200101T0000" + i + ".000Z.zip"), "old");
    }
    Path asked = Files.writeString(reports.resolve("support-report-20200101T000000.000Z.zip"), "x");
    Path foreign = Files.writeString(reports.resolve("failure-notes.zip"), "x");

    run("migrate");

    assertThat(written()).hasSize(ReportFile.KEPT + 2).contains(asked, foreign);
    assertThat(written()).noneMatch(f -> f.toString().contains("T000020.000"));
    assertThat(written()).anyMatch(f -> f.toString().contains("T000021.000"));
  }

  @Test
  void one_that_cannot_be_written_is_warned_of_and_the_failure_stays_what_it_was()
      throws IOException {
    drop("reviews.jar");
    Files.writeString(reports, "a file where the folder should be");

    Shell.Result result = run("migrate");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err())
        .contains("reviews failed")
        .contains("Warning: No support report could be written: ")
        .contains("support-report --to FILE")
        .doesNotContain("Support report: ");
  }

  @Test
  void one_that_is_asked_for_goes_where_it_is_wanted_and_overwrites_nothing() throws IOException {
    Shell.Result first = run("support-report", "--to", "for-them.zip");

    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out()).contains("✓ Support report written: " + folder.resolve("for-them.zip"));
    byte[] before = Files.readAllBytes(folder.resolve("for-them.zip"));
    Shell.Result second = run("support-report", "--to", "for-them.zip");
    assertThat(second.exit()).isEqualTo(2);
    assertThat(second.err()).contains("is there already, and nothing is overwritten");
    assertThat(Files.readAllBytes(folder.resolve("for-them.zip"))).isEqualTo(before);
    JsonObject json =
        JsonParser.parseString(run("support-report", "--json").out()).getAsJsonObject();
    assertThat(json.get("supportReport").getAsString())
        .isEqualTo(written().get(0).toString());
    assertThat(run("support-report", "--to", "nowhere/at-all.zip").exit()).isEqualTo(4);
  }

  @Test
  void asking_for_one_changes_nothing_in_the_database() throws IOException {
    run("migrate", "--no-backup");
    byte[] before = Files.readAllBytes(file);

    assertThat(run("support-report").exit()).isZero();

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(file, reports);
    }
  }

  @Test
  void what_cannot_be_found_out_says_why_and_the_rest_is_there() throws IOException {
    for (byte[] content : List.of(new byte[0], "no database".getBytes(StandardCharsets.UTF_8))) {
      Path broken = folder.resolve("broken" + content.length + ".db");
      Files.write(broken, content);
      Path zip = folder.resolve(content.length + ".zip");

      Shell.Result result =
          run("support-report", "--url", broken.toString(), "--to", zip.toString());

      assertThat(result.exit()).as(result.err()).isZero();
      JsonObject document = document(zip);
      assertThat(document.getAsJsonObject("schema").getAsJsonArray("notes").toString())
          .contains("This could not be found out: ");
      assertThat(document.getAsJsonObject("place").getAsJsonObject("facts").has("free space there"))
          .isTrue();
      assertThat(document.has("program")).isTrue();
    }
  }

  @Test
  void a_database_that_is_cut_off_and_a_jar_that_breaks_are_no_reason_to_have_none()
      throws IOException {
    drop("lights.jar");
    run("migrate", "theatre:tickets");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 5000));

    Shell.Result result = run("support-report", "--to", "cut.zip");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(unzipped(folder.resolve("cut.zip")).get(Bundle.PAGE))
        .contains("is damaged")
        .doesNotContain("hunter2");
  }

  @Test
  void a_huge_history_schema_and_statement_are_cut_and_it_says_so() throws Exception {
    run("migrate");
    try (Connection connection = Databases.connect(file);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < 1500; i++) {
        statement.executeUpdate("CREATE TABLE wide_" + i + " (id INTEGER, "
            + "a_column_with_quite_a_long_name_that_fills_the_report TEXT DEFAULT 'ü€"
            + "x".repeat(400) + "')");
      }
      statement.executeUpdate("WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n"
          + " WHERE i < 1000) INSERT INTO migration_history SELECT i, event, module, version, name,"
          + " description, checksum, direction, ordinal, statement_hash, claim, actor, instance,"
          + " session, at, millis, hex(zeroblob(8000)), digest, prev_hash, hash, beat"
          + " FROM n, (SELECT * FROM migration_history WHERE seq = 1)");
      connection.commit();
    }

    Shell.Result result = run("support-report", "--to", "huge.zip");

    assertThat(result.exit()).as(result.err()).isZero();
    Map<String, String> report = unzipped(folder.resolve("huge.zip"));
    int size = report.values().stream()
        .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
        .sum();
    assertThat(size).isLessThanOrEqualTo(Bundle.LARGEST);
    for (String expected : List.of(
        "more characters left out",
        "rows of 'rows' were left out",
        "Only the last 200 rows were read.",
        "## What migrate would do")) {
      assertThat(report.get(Bundle.PAGE).contains(expected)).as(expected).isTrue();
    }
  }

  @Test
  void no_secret_is_in_any_output_or_report_wherever_it_was_planted() throws Exception {
    drop("leak.jar");
    Files.writeString(folder.resolve("password"), CANARY + "-pass\n");
    Files.writeString(
        folder.resolve("showwise-migrate.properties"),
        "url=jdbc:sqlite:" + file + "?password=" + CANARY + "-config\n");
    for (String[] more : new String[][] {
      {},
      {"--json"},
      {"--verbose"},
      {"--verbose", "--json"},
      {"--url", "jdbc:sqlite:" + file + "?password=" + CANARY + "-url&key=" + CANARY}
    }) {
      String[] args = Stream.concat(
              Stream.of("migrate", "--password-file", "password"), Stream.of(more))
          .toArray(String[]::new);

      Shell.Result result = new Shell(folder)
          .withHome(home)
          .with(
              "SHOWWISE_MIGRATE_URL",
              more.length == 1
                  ? "jdbc:sqlite:" + file + "?password=" + CANARY + "-environment"
                  : "")
          .run(args);

      assertThat(result.exit()).as(result.err()).isEqualTo(1);
      assertThat(result.out() + result.err()).contains("leak").doesNotContain("canary");
    }
    assertThat(run("support-report").exit()).isZero();
    assertThat(written()).hasSize(6);
    for (Path report : written()) {
      assertThat(String.join("\n", unzipped(report).values())).doesNotContain("canary");
    }
    assertThat(unzipped(written().get(0)).get(Bundle.PAGE))
        .contains("INSERT INTO nowhere /* *** */ VALUES ('***', 12)");
  }

  @Test
  void whoever_wants_to_see_the_values_of_a_statement_can() throws IOException {
    drop("leak.jar");

    Shell.Result result = run("migrate", "--show-literals");

    assertThat(result.err())
        .contains(
            "Statement: INSERT INTO nowhere /* " + CANARY + " */ VALUES ('" + CANARY + "', 12)");
  }
}
