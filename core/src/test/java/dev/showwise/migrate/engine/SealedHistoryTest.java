package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.faults.Effort;
import dev.showwise.migrate.internal.dialect.SqliteDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The last row of a history in which nothing is pending knows of what. A start that has the same at hand cuts no
 * script; whatever is different is noticed as it is without that.
 */
class SealedHistoryTest extends SqliteFileCase {
  private static final String SEAL = "statement_hash LIKE 'at-hand-1:%'";

  private final CutCounter counter = new CutCounter(new SqliteDialect());
  private Path scripts;

  /** Something that happens between two starts. */
  private record Change(String name, Deed deed, String told) {
    private interface Deed {
      void on(SealedHistoryTest test) throws IOException, SQLException;
    }

    static Change of(String name, Deed deed, String told) {
      return new Change(name, deed, told);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeEach
  void applyAll() throws IOException {
    scripts = Files.createDirectories(folder.resolve("scripts"));
    write("1-seats.sql", "CREATE TABLE seat (id INTEGER PRIMARY KEY, label TEXT);");
    write("2-rows.sql", "-- migrate: description some rows\nINSERT INTO seat VALUES (1, 'A1');");
    write("3-view.sql", "-- migrate: on-change\nDROP VIEW IF EXISTS v; CREATE VIEW v AS SELECT 1;");
    write("4-owner.sql", "-- migrate: placeholders\nINSERT INTO seat VALUES (4, ${owner:text});");
    write("4-owner.down.sql", "DELETE FROM seat WHERE id = 4;");
    engine(folder()).migrate();
    assertThat(database.value("SELECT max(seq) FROM migration_history WHERE " + SEAL))
        .isEqualTo(database.value("SELECT max(seq) FROM migration_history"));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(scripts.resolve(name), text + "\n");
  }

  private Scripts folder() {
    return Scripts.in(scripts).placeholder("owner", "Ada");
  }

  private MigrationEngine engine(Scripts... folders) {
    EngineBuilder builder =
        MigrationEngine.builder(source()).migrations().dialect(counter.dialect());
    for (Scripts each : folders) {
      builder.scripts(each);
    }
    return builder.build();
  }

  /** All that a start says. */
  private static String told(MigrationEngine engine) {
    try {
      MigrationReport report = engine.migrate();
      return report.outcome() + " "
          + report.completed().stream().map(c -> c.migration()).toList() + " "
          + report.problems().stream().map(Problem::message).toList();
    } catch (MigrationException e) {
      return e.toString();
    }
  }

  /** As releases did that know of no seal. */
  private void unseal() {
    database.execute("UPDATE migration_history SET statement_hash = '' WHERE " + SEAL);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.deleteIfExists(to);
    Files.copy(from, to);
  }

  @Test
  void a_start_with_nothing_to_do_cuts_no_script() {
    int before = counter.cut();

    assertThat(told(engine(folder()))).isEqualTo("NOTHING_TO_DO [] []");

    assertThat(counter.cut()).isEqualTo(before);
  }

  @Test
  void without_a_seal_scripts_are_cut_and_the_answer_is_the_same() {
    unseal();
    int before = counter.cut();

    assertThat(told(engine(folder()))).isEqualTo("NOTHING_TO_DO [] []");

    assertThat(counter.cut()).isGreaterThan(before);
  }

  static Stream<Change> changes() {
    return Stream.of(
        Change.of(
            "a removed script",
            t -> Files.delete(t.scripts.resolve("2-rows.sql")),
            "it is not among the migrations"),
        Change.of(
            "a removed script that was the last one",
            t -> Files.delete(t.scripts.resolve("4-owner.sql")),
            "there is no script that applies it"),
        Change.of(
            "an edited script",
            t -> t.write("1-seats.sql", "CREATE TABLE seat (id INTEGER PRIMARY KEY, title TEXT);"),
            "was changed after"),
        Change.of(
            "an added script",
            t -> t.write("5-more.sql", "INSERT INTO seat VALUES (5, 'B');"),
            "5"),
        Change.of(
            "an added script before those that ran",
            t -> t.write("1.5-more.sql", "INSERT INTO seat VALUES (5, 'B');"),
            "MIGRATED"),
        Change.of(
            "a script with another version", t -> t.move("2-rows.sql", "2.1-rows.sql"), "2.1"),
        Change.of(
            "a script with another name", t -> t.move("2-rows.sql", "2-lines.sql"), "NOTHING"),
        Change.of("two scripts in another order", SealedHistoryTest::swap, "was changed after"),
        Change.of(
            "a script that runs whenever it changed",
            t -> t.write(
                "3-view.sql", "-- migrate: on-change\nDROP VIEW v; CREATE VIEW v AS SELECT 2;"),
            "MIGRATED .scripts:view"),
        Change.of(
            "a header that is not known",
            t -> t.write("2-rows.sql", "-- migrate: whatever\nINSERT INTO seat VALUES (1, 'A1');"),
            "'whatever' is not known"),
        Change.of(
            "a header that means another way to run",
            t -> t.write(
                "2-rows.sql", "-- migrate: no-transaction\nINSERT INTO seat VALUES (1, 'A1');"),
            "NOTHING_TO_DO"),
        Change.of(
            "another module",
            t -> t.write(
                "2-rows.sql", "-- migrate: module other\nINSERT INTO seat VALUES (1, 'A1');"),
            "already exists"),
        Change.of(
            "another dependency",
            t -> t.write(
                "2-rows.sql", "-- migrate: depends-on nobody\nINSERT INTO seat VALUES (1, 'A1');"),
            "depends on scripts:nobody"),
        Change.of(
            "a comment",
            t -> t.write(
                "1-seats.sql", "-- seats\nCREATE TABLE seat (id INTEGER PRIMARY KEY, label TEXT);"),
            "NOTHING_TO_DO"),
        Change.of(
            "bytes that are no text",
            t -> Files.write(t.scripts.resolve("1-seats.sql"), new byte[] {'-', '-', (byte) 0xff}),
            "was changed after"),
        Change.of(
            "a script for this product alone",
            t -> t.write("1-seats.sqlite.sql", "CREATE TABLE seat (id INTEGER);"),
            "was changed after"),
        Change.of(
            "a script for another product",
            t -> t.write("1-seats.mysql.sql", "CREATE TABLE seat (id INTEGER);"),
            "NOTHING_TO_DO"),
        Change.of(
            "a script that is for another product now",
            t -> t.move("2-rows.sql", "2-rows.mysql.sql"),
            "it is not among the migrations"),
        Change.of(
            "a way back", t -> t.write("4-owner.down.sql", "DELETE FROM seat;"), "NOTHING_TO_DO"),
        history("a row that is gone", "DELETE FROM migration_history WHERE seq = 2", "UNIQUE"),
        history(
            "the last row gone",
            "DELETE FROM migration_history WHERE seq = 4",
            "already exists|UNIQUE"),
        history(
            "a recorded checksum",
            "UPDATE migration_history SET checksum = 'script-1:0' WHERE seq = 1",
            "was changed after"),
        history(
            "the checksum of the last row",
            "UPDATE migration_history SET checksum = 'script-1:0' WHERE seq = 4",
            "was changed after"),
        history(
            "a recorded event",
            "UPDATE migration_history SET event = 'FAILED', ordinal = 1 WHERE seq = 2",
            "did not finish|failed"),
        history(
            "a migration that a person reverted by hand",
            "UPDATE migration_history SET event = 'REVERTED', direction = 'DOWN' WHERE seq = 2",
            "UNIQUE"),
        history(
            "the digest of the last row",
            "UPDATE migration_history SET digest = 'sum-sha256-1:00' WHERE seq = 4",
            "NOTHING_TO_DO"),
        history(
            "an attempt that did not finish",
            "INSERT INTO migration_history SELECT 5, 'FAILED', module, '9', 'later', '', NULL, 'UP',"
                + " 1, '', 'c', '', '', '', at, 0, '', 'sum-sha256-1:1', hash, 'h', 0"
                + " FROM migration_history WHERE seq = 4",
            "NOTHING_TO_DO|failed"),
        history(
            "rows of another application",
            "INSERT INTO migration_history SELECT 5, 'APPLIED', 'other', '9', 'later', '', NULL, 'UP',"
                + " 0, '', 'c', '', '', '', at, 0, '', 'sum-sha256-1:1', hash, 'h', 0"
                + " FROM migration_history WHERE seq = 4",
            "NOTHING_TO_DO"));
  }

  private static Change history(String name, String sql, String told) {
    return Change.of("history: " + name, t -> t.database.execute(sql), told);
  }

  private void move(String from, String to) throws IOException {
    Files.move(scripts.resolve(from), scripts.resolve(to));
  }

  private void swap() throws IOException {
    move("1-seats.sql", "9-rows.sql");
    move("2-rows.sql", "1-seats.sql");
    move("9-rows.sql", "2-rows.sql");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void is_told_as_it_is_without_a_seal(Change change) throws Exception {
    change.deed().on(this);
    Path sealed = folder.resolve("sealed.db");
    copy(file, sealed);
    unseal();

    String before = start();
    copy(sealed, file);

    assertThat(start()).isEqualTo(before);
    assertThat(before).containsPattern(change.told());
  }

  /** Whatever somebody did to the history. */
  @Test
  void an_edited_history_is_told_as_it_is_without_a_seal() throws Exception {
    Path original = folder.resolve("original.db");
    Path edited = folder.resolve("edited.db");
    copy(file, original);
    long seed = Long.getLong("showwise.test.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < Effort.of("mutations", 100); i++) {
      copy(original, file);
      database.execute(edit(random));
      copy(file, edited);
      unseal();
      String before = start();
      copy(edited, file);

      assertThat(start()).as("seed %d, edit %d", seed, i).isEqualTo(before);
    }
  }

  private static String edit(Random random) {
    int row = 1 + random.nextInt(4);
    if (random.nextInt(8) == 0) {
      return "DELETE FROM migration_history WHERE seq = " + row;
    }
    List<String> columns = List.of(
        "event",
        "module",
        "version",
        "checksum",
        "direction",
        "ordinal",
        "digest",
        "statement_hash");
    String column = columns.get(random.nextInt(columns.size()));
    List<String> values = List.of(
        "'x'",
        "''",
        "1",
        "NULL",
        "'FAILED'",
        "'REVERTED'",
        "'DOWN'",
        "(SELECT " + column + " FROM migration_history WHERE seq = " + (1 + random.nextInt(4))
            + ")");
    return "UPDATE OR IGNORE migration_history SET " + column + " = "
        + values.get(random.nextInt(values.size())) + " WHERE seq = " + row;
  }

  private String start() {
    try {
      return told(engine(folder()));
    } catch (MigrationException.InvalidCatalog e) {
      return e.toString();
    } catch (RuntimeException e) {
      return e.getClass().getName();
    }
  }
}
