package dev.showwise.migrate.engine;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.showwise.migrate.Cancellation;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.schema.SchemaChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

/** Several migrations in one transaction: what is there in the end, and what is told, is as if each had its own. */
class GroupsTest extends SqliteFileCase {
  private static final String WELL = "CREATE TABLE t%d (id INTEGER PRIMARY KEY, name TEXT);"
      + "\nINSERT INTO t%1$d VALUES (1, 'one');\n";

  /** Writes down what is heard, but for the code that runs, which is told at once. */
  private static class Ear implements MigrationListener {
    final List<String> heard = new ArrayList<>();

    @Override
    public void started(MigrationLabel migration, Direction direction) {
      heard.add("started " + migration + " " + direction);
    }

    @Override
    public void step(MigrationLabel migration, String message) {
      heard.add("step " + migration + " " + message);
    }

    @Override
    public void completed(Completed completed) {
      heard.add(
          "completed " + completed.migration() + " " + completed.event() + " " + completed.steps());
    }

    @Override
    public void failed(Failure failure) {
      heard.add("failed " + failure.migration() + " " + failure.message() + " "
          + failure.statement() + " " + failure.position() + " " + failure.undone());
    }
  }

  private Path scripts(int count) throws IOException {
    Path scripts = Files.createDirectories(folder.resolve("scripts"));
    for (int i = 1; i <= count; i++) {
      Files.writeString(script(i), WELL.formatted(i));
    }
    return scripts;
  }

  private Path script(int number) {
    return folder.resolve("scripts").resolve(String.format("%03d-make-t%d.sql", number, number));
  }

  private MigrationEngine engine(DataSource source, MigrationListener listener) {
    return MigrationEngine.builder(source)
        .scripts(folder.resolve("scripts"))
        .listener(listener)
        .build();
  }

  /** The same one by one: those of before are done, and one is never a group. */
  private static void oneByOne(MigrationEngine engine, int count) {
    for (int i = 1; i <= count; i++) {
      engine.migrate(Target.named("make-t" + i));
    }
  }

  private static long commits(StatementCounter counter) {
    return counter.statements().stream().filter("COMMIT"::equals).count();
  }

  private List<String> history(TestDatabase of) {
    return of.rows(
        "SELECT seq, event, module, version, name, description, checksum, direction, ordinal,"
            + " statement_hash, instance, session, detail, digest FROM migration_history ORDER BY seq");
  }

  @Test
  void many_scripts_wait_for_the_disk_a_few_times_and_are_told_of_one_after_the_other()
      throws IOException {
    scripts(60);
    StatementCounter counter = new StatementCounter(source());
    Ear ear = new Ear();

    MigrationReport report = engine(counter, ear).migrate();

    assertThat(report.completed()).hasSize(60);
    assertThat(commits(counter)).isLessThan(15);
    assertThat(counter.connections()).isEqualTo(1);
    TestDatabase other = at(folder.resolve("other.db"));
    Ear otherEar = new Ear();
    oneByOne(engine(other.dataSource(), otherEar), 60);
    assertThat(ear.heard).hasSize(180).isEqualTo(otherEar.heard);
    assertThat(history(database)).isEqualTo(history(other));
    assertThat(engine(source(), ear).verify().problems()).isEmpty();
    assertThat(engine(source(), ear).migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
  }

  @Test
  void when_the_third_of_five_fails_all_is_as_if_each_had_been_run_alone() throws IOException {
    scripts(5);
    Files.writeString(
        script(3), "CREATE TABLE t3 (id INTEGER);\nINSERT INTO nowhere VALUES ('sesame');\n");
    Ear ear = new Ear();
    TestDatabase other = at(folder.resolve("other.db"));
    Ear otherEar = new Ear();

    MigrationException.Failed failed =
        catchThrowableOfType(MigrationException.Failed.class, engine(source(), ear)::migrate);
    MigrationException.Failed alone = catchThrowableOfType(
        MigrationException.Failed.class, () -> oneByOne(engine(other.dataSource(), otherEar), 5));

    assertThat(failed).hasMessage(alone.getMessage()).hasMessageContaining("nowhere");
    assertThat(ear.heard).isEqualTo(otherEar.heard);
    assertThat(ear.heard.get(ear.heard.size() - 1)).startsWith("failed").contains("COMPLETELY");
    assertThat(history(database)).hasSize(2).isEqualTo(history(other));
    assertThat(database.objects()).isEqualTo(other.objects());
    MigrationReport report = failed.report().orElseThrow();
    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.completed())
        .extracting(c -> c.migration().name())
        .containsExactly("make-t1", "make-t2");
    assertThat(report.failed()).isEqualTo(alone.report().orElseThrow().failed());
    assertThat(report.remaining())
        .extracting(MigrationLabel::name)
        .containsExactly("make-t4", "make-t5");
  }

  @Test
  void who_orphans_rows_is_found_out_although_all_of_them_are_looked_at_together()
      throws IOException {
    scripts(6);
    Files.writeString(
        script(4), "CREATE TABLE t4 (id INTEGER REFERENCES t1);\nINSERT INTO t4 VALUES (7);\n");

    MigrationException.Failed failed =
        catchThrowableOfType(MigrationException.Failed.class, engine(source(), new Ear())::migrate);

    assertThat(failed)
        .hasMessageContaining("make-t4")
        .hasMessageContaining("rows of table 't4' refer to rows of 't1' that are not there (1 row");
    assertThat(history(database)).hasSize(3);
    assertThat(database.hasTable("t4")).isFalse();
  }

  @Test
  void each_further_one_costs_few_statements_beside_its_own() throws IOException {
    scripts(30);
    StatementCounter counter = new StatementCounter(source());

    engine(counter, new Ear()).migrate();

    // its own two; the clock, a row, a savepoint, its release, what the row says then. What a group
    // costs, its
    // two looks at the foreign keys of the whole database among it, is shared by at least a few
    assertThat(counter.statements()).hasSizeLessThan(30 * (2 + 5 + 1) + 25);
  }

  @Test
  void a_few_are_committed_one_by_one_and_told_of_as_it_happens() throws IOException {
    scripts(4);
    StatementCounter counter = new StatementCounter(source());

    engine(counter, new Ear()).migrate();

    assertThat(commits(counter)).as("one for the history's table").isEqualTo(1 + 4);
  }

  @Test
  void what_is_in_memory_is_not_given_up_with_its_connection() throws Exception {
    scripts(6);
    Files.writeString(script(3), "INSERT INTO nowhere VALUES (1);\n");
    SQLiteDataSource memory = new SQLiteDataSource();
    memory.setUrl("jdbc:sqlite:file:groups?mode=memory&cache=shared");
    try (Connection keeper = memory.getConnection()) {
      assertThat(keeper.isValid(1)).isTrue();

      MigrationException.Failed failed =
          catchThrowableOfType(MigrationException.Failed.class, engine(memory, new Ear())::migrate);

      assertThat(failed.report().orElseThrow().completed()).hasSize(2);
      assertThat(new TestDatabase(memory).hasTable("t2")).isTrue();
    }
  }

  @Test
  void one_that_is_cancelled_once_fails_and_is_not_begun_again() throws IOException {
    scripts(6);
    Files.writeString(
        script(4),
        "CREATE TABLE t4 (n INTEGER);\nINSERT INTO t4 WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
            + " SELECT i + 1 FROM n WHERE i < 100000000000) SELECT max(i) FROM n;\n");
    AtomicBoolean cancelled = new AtomicBoolean();
    Ear ear = new Ear() {
      @Override
      public void running(MigrationLabel migration, Cancellation cancellation) {
        if (migration.name().equals("make-t4") && cancelled.compareAndSet(false, true)) {
          Thread canceller = new Thread(() -> cancelSoon(cancellation));
          canceller.setDaemon(true);
          canceller.start();
        }
      }
    };

    MigrationException.Failed failed =
        catchThrowableOfType(MigrationException.Failed.class, engine(source(), ear)::migrate);

    assertThat(failed).hasMessageContaining("make-t4");
    assertThat(history(database)).hasSize(3);
    assertThat(database.hasTable("t4")).isFalse();
  }

  private static void cancelSoon(Cancellation cancellation) {
    try {
      Thread.sleep(700);
      cancellation.cancel();
    } catch (InterruptedException | SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void what_a_listener_throws_when_it_hears_of_them_ends_the_run_before_the_next_one() {
    List<TestMigration> all = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      int number = i;
      all.add(TestMigration.of("" + i, "m" + i, context -> {
            context.execute("CREATE TABLE IF NOT EXISTS m" + number + " (id INTEGER)");
            context.step("made");
          })
          .options(ExecutionOptions.DEFAULT.safeToRepeat()));
    }
    all.add(TestMigration.sql("6", "m6", "CREATE TABLE m6 (id INTEGER)"));
    Ear ear = new Ear() {
      @Override
      public void step(MigrationLabel migration, String message) {
        super.step(migration, message);
        if (migration.name().equals("m2")) {
          throw new IllegalStateException("the screen is gone");
        }
      }
    };

    MigrationException.Failed failed = catchThrowableOfType(
        MigrationException.Failed.class,
        () -> MigrationEngine.builder(source())
            .migrations(all.toArray(TestMigration[]::new))
            .listener(ear)
            .build()
            .migrate());

    assertThat(failed).hasMessageContaining("m6").hasMessageContaining("the screen is gone");
    assertThat(failed.report().orElseThrow().completed()).hasSize(5);
    assertThat(database.allEvents()).hasSize(5);
    assertThat(database.hasTable("m6")).isFalse();
  }

  @Test
  void one_that_is_not_safe_to_repeat_has_a_transaction_of_its_own() {
    List<String> runs = new ArrayList<>();
    List<TestMigration> all = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      int number = i;
      all.add(TestMigration.of("" + i, "m" + i, context -> {
        runs.add("m" + number);
        context.execute((number == 5 ? "INSERT INTO nowhere" : "CREATE TABLE m" + number) + " (id) "
            + (number == 5 ? "VALUES (1)" : ""));
      }));
    }

    catchThrowableOfType(
        MigrationException.Failed.class,
        () -> engine(all.toArray(TestMigration[]::new)).migrate());

    assertThat(runs).containsExactly("m1", "m2", "m3", "m4", "m5");
    assertThat(database.allEvents()).hasSize(4);
  }

  @Test
  void declared_columns_are_counted_with_what_the_group_made_before_them() {
    List<Migration> all = new ArrayList<>();
    all.add(Crew.people());
    all.add(Crew.badges());
    for (int i = 1; i <= 6; i++) {
      all.add(Crew.declared(
          "1" + i, "more-" + i, SchemaChange.addColumn("person", column("more_" + i, integer()))));
    }
    StatementCounter counter = new StatementCounter(source());

    MigrationEngine engine = MigrationEngine.builder(counter)
        .migrations(all.toArray(Migration[]::new))
        .build();
    engine.migrate();

    assertThat(commits(counter)).isLessThan(1 + 8);
    assertThat(database.allEvents()).hasSize(8).allMatch(event -> event.endsWith(" APPLIED"));
    assertThat(engine.verify().problems()).isEmpty();
  }
}
