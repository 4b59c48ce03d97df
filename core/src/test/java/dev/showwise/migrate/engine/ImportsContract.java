package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.ImportConsent;
import dev.showwise.migrate.ImportProposal;
import dev.showwise.migrate.ImportReport;
import dev.showwise.migrate.ImportRequest;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that another tool brought to where they are. */
interface ImportsContract extends EngineCase {
  /** With a byte order mark, which counts for sqlx alone. */
  String KEPT =
      "\uFEFF-- sitz\r\nCREATE TABLE seat (id INTEGER);\r\nINSERT INTO seat VALUES (1); -- Pl\u00e4tze\r\n\r\n";

  /** What Flyway 13's own class makes of it. */
  String FLYWAY_KEEPS = "1919339827";

  /** What sha384sum makes of it. */
  String SQLX_KEEPS =
      "40193dfeaffeff4683c48ca89eb622b2697f0fd7467c73f7c6a12116aecd163184a7e6c0e6058e6af1839cc275e23965";

  @Test
  default void takes_over_what_flyway_has_done() {
    String table = flyway(
        "-1, NULL, '<< Flyway Schema History table created >>', 'TABLE', 1",
        "0, NULL, '<< Flyway Schema Creation >>', 'SCHEMA', 1",
        "1, '1', 'create person', 'SQL', 1",
        "2, '1.1', 'create seat', 'SQL', 1",
        "3, NULL, 'views', 'SQL', 1",
        "4, '2', 'create badge', 'SQL', 1",
        "5, '2', 'create badge', 'UNDO_SQL', 1");
    List<String> before = database().rows("SELECT * FROM " + table);
    MigrationEngine engine = engine(
        made("1", "create_person"),
        made("1.1", "create_seat"),
        made("2", "create_badge"),
        made("3", "views").options(ExecutionOptions.DEFAULT.onChange()));

    ImportReport report = engine.importHistory(ImportRequest.fromAny(), ImportConsent.always());

    assertThat(report.outcome()).isEqualTo(ImportReport.Outcome.IMPORTED);
    assertThat(events()).containsExactly("create_person IMPORTED", "create_seat IMPORTED");
    assertThat(report.proposal().runsAgain()).hasToString("[test:views (3)]");
    assertThat(database().rows("SELECT detail FROM migration_history ORDER BY seq"))
        .containsExactly("flyway: 1 create person", "flyway: 1.1 create seat");
    assertThat(names(engine.migrate())).containsExactly("create_badge APPLIED", "views APPLIED");
    assertThat(engine.verify().problems()).isEmpty();
    assertThat(database().rows("SELECT * FROM " + table)).isEqualTo(before);
  }

  @Test
  default void takes_all_that_is_older_than_a_baseline_of_flyway_for_done() {
    flyway("1, '2', 'all that was there', 'BASELINE', 1", "2, '3', 'third', 'SQL', 1");

    engine(made("1", "first"), made("2", "second"), made("3", "third"), made("4", "fourth"))
        .importHistory(ImportRequest.from("flyway"), ImportConsent.always());

    assertThat(events()).containsExactly("first IMPORTED", "second IMPORTED", "third IMPORTED");
  }

  @Test
  default void refuses_what_flyway_failed_at_and_what_is_not_at_hand() {
    flyway(
        "1, '1', 'first', 'SQL', 1", "2, '2', 'second', 'SQL', 0", "3, '7', 'seventh', 'SQL', 1");

    var refused = refusal(() -> engine(made("1", "first"), made("2", "second"))
        .importHistory(ImportRequest.fromAny(), ImportConsent.always()));

    assertThat(refused)
        .hasMessageContaining(
            "'2 second' of flyway is not known to be done: Flyway recorded that it failed")
        .hasMessageContaining("flyway has done '7 seventh', and no migration at hand is that");
    assertThat(database().hasTable("migration_history")).isFalse();
  }

  @Test
  default void warns_where_the_same_version_has_another_name() {
    flyway("1, '1', 'create invoice', 'SQL', 1");
    List<ImportProposal> shown = new ArrayList<>();

    ImportReport report = engine(made("1", "create_person"))
        .importHistory(ImportRequest.fromAny(), proposal -> {
          shown.add(proposal);
          return false;
        });

    assertThat(shown).hasSize(1);
    assertThat(shown.get(0).problems().get(0).message())
        .isEqualTo("flyway calls it '1 create invoice', and here that version is"
            + " test:create_person (1)");
    assertThat(report.outcome()).isEqualTo(ImportReport.Outcome.DECLINED);
    assertThat(database().hasTable("migration_history")).isFalse();
  }

  @Test
  default void takes_over_change_sets_of_liquibase_by_their_id() {
    database()
        .execute(
            "CREATE TABLE DATABASECHANGELOG (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT NULL,"
                + " FILENAME VARCHAR(255) NOT NULL, DATEEXECUTED TIMESTAMP NULL, ORDEREXECUTED INT NOT NULL,"
                + " EXECTYPE VARCHAR(10) NOT NULL, MD5SUM VARCHAR(35))",
            "INSERT INTO DATABASECHANGELOG VALUES ('create-person', 'ada', 'db/a.xml', NULL, 1, 'EXECUTED', '9:1')",
            "INSERT INTO DATABASECHANGELOG VALUES ('2', 'ada', 'db/a.xml', NULL, 2, 'MARK_RAN', '9:2')",
            "INSERT INTO DATABASECHANGELOG VALUES ('3', 'ada', 'db/a.xml', NULL, 3, 'SKIPPED', '9:3')");

    engine(made("1", "create_person"), made("2", "seats"), made("3", "badges"))
        .importHistory(ImportRequest.fromAny(), ImportConsent.always());

    assertThat(events()).containsExactly("create_person IMPORTED", "seats IMPORTED");
  }

  @Test
  default void takes_over_versions_of_goose_and_knows_those_that_were_undone() {
    database()
        .execute(
            "CREATE TABLE goose_db_version (id INTEGER NOT NULL PRIMARY KEY, version_id BIGINT NOT NULL,"
                + " is_applied BOOLEAN NOT NULL, tstamp TIMESTAMP NULL)",
            "INSERT INTO goose_db_version VALUES (1, 0, TRUE, NULL), (2, 1, TRUE, NULL),"
                + " (3, 20240131120000, TRUE, NULL), (4, 20240131120000, FALSE, NULL)");

    engine(made("1", "first"), made("20240131120000", "second"))
        .importHistory(ImportRequest.fromAny(), ImportConsent.always());

    assertThat(events()).containsExactly("first IMPORTED");
  }

  @Test
  default void takes_all_up_to_the_version_of_golang_migrate_for_done() {
    golangMigrate("2, FALSE");

    engine(made("1", "first"), made("0002", "second"), made("3", "third"))
        .importHistory(ImportRequest.fromAny(), ImportConsent.always());

    assertThat(events()).containsExactly("first IMPORTED", "second IMPORTED");
  }

  @Test
  default void refuses_a_dirty_version_of_golang_migrate() {
    golangMigrate("2, TRUE");

    assertThat(refusal(() -> engine(made("1", "first"), made("2", "second"))
            .importHistory(ImportRequest.from("golang-migrate"), ImportConsent.always())))
        .hasMessageContaining("golang-migrate calls this version dirty");
  }

  @Test
  default void takes_over_lists_of_versions_whatever_stands_between_their_digits() {
    database()
        .execute(
            "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) NOT NULL PRIMARY KEY,"
                + " run_on TIMESTAMP NULL)",
            "INSERT INTO __diesel_schema_migrations VALUES ('00000000000000', NULL),"
                + " ('20240131120000', NULL)",
            "CREATE TABLE schema_migrations (version VARCHAR(128) NOT NULL PRIMARY KEY)",
            "INSERT INTO schema_migrations VALUES ('20240201120000')");
    MigrationEngine engine =
        engine(made("2024.01.31.120000", "first"), made("20240201_120000", "second"));

    engine.importHistory(ImportRequest.from("diesel"), ImportConsent.always());
    engine.importHistory(ImportRequest.from("dbmate"), ImportConsent.always());

    assertThat(events()).containsExactly("first IMPORTED", "second IMPORTED");
  }

  @Test
  default void takes_over_what_sqlx_has_done() {
    database()
        .execute(
            "CREATE TABLE _sqlx_migrations (version BIGINT NOT NULL PRIMARY KEY, description VARCHAR(80)"
                + " NOT NULL, success BOOLEAN NOT NULL, checksum " + bytes()
                + ", execution_time BIGINT)",
            "INSERT INTO _sqlx_migrations VALUES (1, 'first', TRUE, NULL, 5)");

    engine(made("1", "first")).importHistory(ImportRequest.fromAny(), ImportConsent.always());

    assertThat(events()).containsExactly("first IMPORTED");
  }

  @Test
  default void compares_a_script_with_what_sqlx_kept_of_it(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("20240101_first.sql"), KEPT);
    database()
        .execute("CREATE TABLE _sqlx_migrations (version BIGINT NOT NULL PRIMARY KEY, description"
            + " VARCHAR(80) NOT NULL, success BOOLEAN NOT NULL, checksum " + bytes()
            + ", execution_time BIGINT)");
    try (Connection connection = database().dataSource().getConnection();
        PreparedStatement insert = connection.prepareStatement(
            "INSERT INTO _sqlx_migrations VALUES (20240101, 'first', TRUE, ?, 5)")) {
      insert.setBytes(1, HexFormat.of().parseHex(SQLX_KEEPS));
      insert.executeUpdate();
    }

    assertTextIsCompared(folder, "20240101_first.sql", SQLX_KEEPS);
  }

  @Test
  default void compares_a_script_with_what_flyway_kept_of_it(@TempDir Path folder)
      throws IOException {
    flyway("1, '1', 'first', 'SQL', " + FLYWAY_KEEPS + ", 1");

    Files.writeString(folder.resolve("V1__first.sql"), KEPT);
    assertTextIsCompared(folder, "V1__first.sql", FLYWAY_KEEPS);
  }

  /** With the text that was run it is imported, with other line ends too, and with another text it is not. */
  private void assertTextIsCompared(Path folder, String file, String kept) throws IOException {
    Files.writeString(folder.resolve(file), KEPT.replace("(1)", "(2)"));
    var refused = refusal(() -> importScripts(folder));

    assertThat(refused.report().orElseThrow().problems()).singleElement().satisfies(problem -> {
      assertThat(problem.code()).isEqualTo("import-text-differs");
      assertThat(problem.message())
          .contains(" than " + file + " of scripts:")
          .contains("the checksum there is " + kept + ", and here ");
    });
    assertThat(database().hasTable("migration_history")).isFalse();

    Files.writeString(folder.resolve(file), KEPT.replace("\r\n", "\n"));
    assertThat(importScripts(folder).outcome()).isEqualTo(ImportReport.Outcome.IMPORTED);
    Files.writeString(folder.resolve(file), KEPT);
    assertThat(importScripts(folder).outcome()).isEqualTo(ImportReport.Outcome.NOTHING_TO_DO);
  }

  private ImportReport importScripts(Path folder) {
    return builder(database().dataSource())
        .scripts(folder)
        .build()
        .importHistory(ImportRequest.fromAny(), ImportConsent.always());
  }

  /** The product's type for bytes. */
  private String bytes() {
    return database().dialect().name().equals("postgresql") ? "BYTEA" : "BLOB";
  }

  @Test
  default void asks_which_tool_is_meant_where_several_have_a_history() {
    golangMigrate("1, FALSE");
    flyway("1, '1', 'first', 'SQL', 1");

    var refused = refusal(() ->
        engine(made("1", "first")).importHistory(ImportRequest.fromAny(), ImportConsent.always()));

    assertThat(refused.report().orElseThrow().problems())
        .singleElement()
        .isInstanceOf(Problem.SeveralHistories.class);
    assertThat(refused)
        .hasMessageContaining("flyway in ")
        .hasMessageContaining("golang-migrate in ");
  }

  @Test
  default void says_what_it_looked_for_where_there_is_nothing() {
    assertThat(refusal(() -> engine(made("1", "first"))
            .importHistory(
                ImportRequest.from("flyway").inTable("old_history"), ImportConsent.always())))
        .hasMessageContaining("Looked for: flyway (old_history)");
  }

  @Test
  default void imports_once_and_leaves_what_is_recorded_alone() {
    flyway("1, '1', 'first', 'SQL', 1", "2, '2', 'second', 'SQL', 1");
    MigrationEngine engine = engine(made("1", "first"), made("2", "second"));
    engine.importHistory(ImportRequest.fromAny(), ImportConsent.always());

    ImportReport again = engine.importHistory(ImportRequest.fromAny(), ImportConsent.always());

    assertThat(again.outcome()).isEqualTo(ImportReport.Outcome.NOTHING_TO_DO);
    assertThat(again.proposal().recorded()).hasSize(2);
    assertThat(events()).hasSize(2);
  }

  @Test
  default void imports_a_long_history_at_once() {
    int many = 1_203;
    flyway(Stream.iterate(1, i -> i + 1)
        .limit(many)
        .map(i -> i + ", '" + i + "', 'made " + i + "', 'SQL', 1")
        .toArray(String[]::new));
    Collection<Migration> migrations = new ArrayList<>();
    for (int i = 1; i <= many; i++) {
      migrations.add(made("" + i, "made_" + i));
    }
    MigrationEngine engine = engine(migrations.toArray(Migration[]::new));

    ImportReport report = engine.importHistory(ImportRequest.fromAny(), ImportConsent.always());

    assertThat(report.proposal().imported()).hasSize(many);
    assertThat(engine.verify().problems()).isEmpty();
    assertThat(engine.migrate().outcome()).isEqualTo(MigrationReport.Outcome.NOTHING_TO_DO);
  }

  /** What would make a table that is there already, were it executed. */
  private static TestMigration made(String version, String name) {
    return TestMigration.sql(version, name, "CREATE TABLE made_by_" + name + " (id INTEGER)");
  }

  private String flyway(String... rows) {
    String table = spelledBy("flyway_schema_history");
    List<String> columns = Stream.of(
            "installed_rank", "version", "description", "type", "checksum", "success")
        .map(this::spelledBy)
        .toList();
    database()
        .execute("CREATE TABLE " + table + " (" + columns.get(0) + " INT NOT NULL PRIMARY KEY, "
            + columns.get(1) + " VARCHAR(50), " + columns.get(2) + " VARCHAR(200) NOT NULL, "
            + columns.get(3) + " VARCHAR(20) NOT NULL, " + columns.get(4) + " INT, "
            + columns.get(5)
            + " BOOLEAN NOT NULL)");
    for (int from = 0; from < rows.length; from += 200) {
      database()
          .execute("INSERT INTO " + table + " VALUES "
              + String.join(
                  ", ",
                  Stream.of(rows)
                      .skip(from)
                      .limit(200)
                      .map(ImportsContract::flywayRow)
                      .toList()));
    }
    return table;
  }

  /** A row with a checksum or without one. */
  private static String flywayRow(String row) {
    String done = row.replaceFirst(", 1$", ", TRUE").replaceFirst(", 0$", ", FALSE");
    boolean hasChecksum = done.matches(".*'(SQL|UNDO_SQL|BASELINE)', -?[0-9]+, [A-Z]+");
    return "(" + (hasChecksum ? done : done.replaceFirst(", ([A-Z]+)$", ", NULL, $1")) + ")";
  }

  /** As Flyway writes its names: letter by letter, on every product. */
  private String spelledBy(String name) {
    return database().dialect().name().matches("mysql|mariadb")
        ? "`" + name + "`"
        : '"' + name + '"';
  }

  private void golangMigrate(String row) {
    database()
        .execute(
            "CREATE TABLE schema_migrations (version BIGINT NOT NULL PRIMARY KEY, dirty BOOLEAN NOT NULL)",
            "INSERT INTO schema_migrations VALUES (" + row + ")");
  }
}
