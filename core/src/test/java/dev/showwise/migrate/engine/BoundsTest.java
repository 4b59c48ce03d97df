package dev.showwise.migrate.engine;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.faults.Effort;
import dev.showwise.migrate.faults.Tally;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.HistoryTable;
import dev.showwise.migrate.internal.history.RowHash;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.spi.TableName;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

/** How much memory and how many statements it takes, when there is much of everything. */
class BoundsTest extends SqliteFileCase {
  private static final int MIBS = 64;

  /** Migrations of which each needs the one before. */
  private static Migration[] chain(int length) {
    return IntStream.rangeClosed(1, length)
        .mapToObj(i -> {
          TestMigration one = TestMigration.of(
              Integer.toString(i),
              "m" + i,
              context -> context.update("INSERT INTO done VALUES (?)", i));
          return i == 1 ? one : one.after("m" + (i - 1));
        })
        .toArray(Migration[]::new);
  }

  /** What a process with little memory does; says how it ended. */
  static final class Small {
    private Small() {}

    public static void main(String[] arguments) {
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl("jdbc:sqlite:" + arguments[1]);
      System.out.print(
          switch (arguments[0]) {
            case "many" -> many(source, Integer.parseInt(arguments[2]));
            case "long" -> longHistory(source);
            case "script" -> script(source, Path.of(arguments[2]));
            default -> backedUp(source);
          });
    }

    private static String many(DataSource source, int length) {
      Migration[] chain = chain(length);
      MigrationReport report =
          MigrationEngine.builder(source).migrations(chain).build().migrate();
      MigrationEngine again = MigrationEngine.builder(source).migrations(chain).build();
      return report.completed().size() + " " + again.migrate().outcome() + " "
          + again.verify().isWell() + " " + again.list().migrations().size();
    }

    private static String longHistory(DataSource source) {
      MigrationEngine engine =
          MigrationEngine.builder(source).migrations(chain(3)).build();
      return engine.migrate().completed().size() + " " + engine.verify().problems();
    }

    private static String script(DataSource source, Path folder) {
      MigrationEngine engine = MigrationEngine.builder(source).scripts(folder).build();
      return engine.migrate().completed().size() + " " + engine.verify().problems();
    }

    private static String backedUp(DataSource source) {
      MigrationEngine engine = MigrationEngine.builder(source)
          .migrations(Crew.declared("1", "more", addColumn("big", column("more", integer()))))
          .backupBeforeChanges()
          .build();
      MigrationReport report = engine.migrate();
      return report.completed().size() + " " + report.backup().isPresent();
    }
  }

  private String small(String what, int mibs, Object... more)
      throws IOException, InterruptedException {
    List<Object> arguments = new ArrayList<>(List.of(what, file));
    arguments.addAll(List.of(more));
    Process process = OtherProcess.startWith("-Xmx" + mibs + "m", Small.class, arguments.toArray());
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private void fast() {
    database.rows("PRAGMA journal_mode = WAL");
  }

  @Test
  void many_migrations_run_in_little_memory() throws Exception {
    fast();
    database.execute("CREATE TABLE done (id INTEGER)");
    int length = Effort.of("migrations", 1_000);

    assertThat(small("many", MIBS, length))
        .isEqualTo(length + " " + Outcome.NOTHING_TO_DO + " true " + length);

    assertThat(database.value("SELECT count(*), max(id) FROM done"))
        .isEqualTo(length + "|" + length);
    Tally.add("SQLite: bounds: " + length + " migrations in a heap of 64 MiB");
  }

  /** What another application did again and again to the same database. */
  private void appendRows(int rows) throws SQLException {
    HistoryTable table =
        new HistoryTable(TableName.unqualified("migration_history"), database.dialect());
    try (Connection connection = database.dataSource().getConnection()) {
      History history = table.read(connection);
      connection.setAutoCommit(false);
      for (int i = 0; i < rows; i++) {
        MigrationId id = new MigrationId("other", MigrationVersion.of("" + (i % 1000)));
        HistoryEntry plain = new HistoryEntry(
            history.lastSeq() + 1,
            i / 1000 % 2 == 0 ? Event.APPLIED : Event.REVERTED,
            new MigrationLabel(id, "m" + i % 1000),
            "what another application does",
            Optional.of(Checksum.ofText("text " + i)),
            i / 1000 % 2 == 0 ? Direction.UP : Direction.DOWN,
            0,
            "",
            UUID.randomUUID().toString(),
            "somebody",
            "SQLite",
            "process " + i,
            Instant.parse("2026-02-14T09:00:00Z"),
            i,
            "",
            "",
            history.lastHash(),
            "");
        HistoryEntry row = RowHash.completed(plain, history.digestAfter(plain));
        table.append(connection, row);
        history.add(row);
      }
      connection.commit();
    }
  }

  @Test
  void a_long_history_is_read_in_little_memory() throws Exception {
    fast();
    database.execute("CREATE TABLE done (id INTEGER)");
    engine(chain(1)).migrate();
    int rows = Effort.of("rows", 40_000);
    appendRows(rows);

    // a row is a kilobyte
    assertThat(small("long", MIBS / 2)).isEqualTo("2 []");

    Tally.add("SQLite: bounds: a history of " + rows + " rows in a heap of " + MIBS / 2 + " MiB");
  }

  @Test
  void a_long_script_runs_in_little_memory() throws Exception {
    fast();
    int megabytes = Effort.of("megabytes", 20);
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    String words = "words; ".repeat(140);
    int rows = megabytes * 1_000_000 / (words.length() + 32);
    try (BufferedWriter script = Files.newBufferedWriter(scripts.resolve("1-notes.sql"))) {
      script.write("CREATE TABLE note (id INTEGER, words TEXT);\n");
      for (int i = 1; i <= rows; i++) {
        script.write("INSERT INTO note VALUES (" + i + ", '" + words + "');\n");
      }
    }

    assertThat(small("script", MIBS, scripts)).isEqualTo("1 []");

    assertThat(database.value("SELECT count(*), max(id), min(length(words)) FROM note"))
        .isEqualTo(rows + "|" + rows + "|" + words.length());
    Tally.add("SQLite: bounds: a script of " + megabytes + " MB in a heap of 64 MiB");
  }

  @Test
  void a_row_of_ten_megabytes_is_backed_up_and_read_back_in_little_memory() throws Exception {
    database.execute(
        "CREATE TABLE big (id INTEGER PRIMARY KEY, raw BLOB, words TEXT)",
        "INSERT INTO big VALUES (1, randomblob(10000000), NULL)",
        "INSERT INTO big VALUES (2, NULL, hex(randomblob(2500000)))");

    assertThat(small("backup", MIBS)).isEqualTo("1 true");

    Tally.add("SQLite: bounds: a row of 10 MB backed up and read back in a heap of 64 MiB");
  }

  @Test
  void a_file_of_gigabytes_is_backed_up_and_migrated_in_little_memory() throws Exception {
    int gigabytes = Effort.of("gigabytes", 0);
    assumeTrue(gigabytes > 0, "only with -Dshowwise.test.gigabytes=1");
    database.execute(
        "CREATE TABLE big (id INTEGER PRIMARY KEY, raw BLOB)",
        "INSERT INTO big WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + gigabytes * 1024 + ") SELECT i, randomblob(1048576) FROM n");

    assertThat(small("backup", MIBS)).isEqualTo("1 true");

    Tally.add("SQLite: bounds: a file of " + Files.size(file) / 1_000_000
        + " MB backed up and migrated in a heap of 64 MiB");
  }

  private int statementsFor(int length) {
    database.execute(
        "DROP TABLE IF EXISTS migration_history",
        "DROP TABLE IF EXISTS done",
        "CREATE TABLE done (id INTEGER)");
    StatementCounter counter = new StatementCounter(database.dataSource());
    MigrationEngine.builder(counter).migrations(chain(length)).build().migrate();
    return counter.statements().size();
  }

  @Test
  void each_migration_costs_as_many_statements_whatever_came_before_it() {
    fast();
    int none = statementsFor(1);
    int some = statementsFor(101) - none;
    int more = statementsFor(201) - none;

    assertThat(more).isEqualTo(2 * some);
  }

  /** Counts how often it is asked for what it is. */
  private record Asked(int number, int[] asked) implements Migration {
    @Override
    public String module() {
      asked[0]++;
      return "m";
    }

    @Override
    public MigrationVersion version() {
      asked[0]++;
      return MigrationVersion.of(Integer.toString(number));
    }

    @Override
    public String name() {
      asked[0]++;
      return "m" + number;
    }

    @Override
    public String description() {
      asked[0]++;
      return "asked";
    }

    @Override
    public Set<String> dependsOn() {
      asked[0]++;
      return number == 1 ? Set.of() : Set.of("m" + (number - 1));
    }

    @Override
    public List<SchemaChange> declaredChanges() {
      asked[0]++;
      return List.of();
    }

    @Override
    public Set<String> needsTables() {
      asked[0]++;
      return Set.of();
    }

    @Override
    public void apply(MigrationContext context) {}
  }

  private int questionsFor(int length) {
    database.execute("DROP TABLE IF EXISTS migration_history");
    int[] asked = {0};
    MigrationEngine.builder(database.dataSource())
        .migrations(IntStream.rangeClosed(1, length)
            .mapToObj(i -> new Asked(i, asked))
            .toArray(Migration[]::new))
        .build()
        .migrate();
    return asked[0];
  }

  @Test
  void each_migration_is_asked_what_it_is_as_often_whatever_else_there_is() {
    fast();
    int some = questionsFor(100);
    int more = questionsFor(200);

    assertThat(more).as("of %s for half as many", some).isLessThanOrEqualTo(2 * some + 20);
  }
}
