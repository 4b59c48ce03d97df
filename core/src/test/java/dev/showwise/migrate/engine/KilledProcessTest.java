package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.faults.Effort;
import dev.showwise.migrate.faults.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/**
 * A process that is killed at a random moment: every migration is there with its record or neither is,
 * and whoever comes next goes on without a helping hand.
 */
class KilledProcessTest extends SqliteFileCase {
  private static final int ROWS = 40;
  // a seed of its own each time finds more; the one of a failure is in its message
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** Goes up and down until it is killed, and tells of every step with one byte. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) {
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl("jdbc:sqlite:" + Path.of(arguments[0]));
      MigrationEngine engine = MigrationEngine.builder(source)
          .migrations(migrations())
          .listener(new MigrationListener() {
            @Override
            public void step(MigrationLabel migration, String message) {
              System.out.print('.');
              if (System.out.checkError()) {
                // nobody listens any more
                Runtime.getRuntime().halt(1);
              }
            }
          })
          .build();
      while (true) {
        engine.migrate();
        engine.rollback(RollbackTarget.named("people"), RollbackConsent.toAnyLoss());
      }
    }
  }

  private static Migration[] migrations() {
    return new Migration[] {
      Crew.people(),
      TestMigration.of("2", "fill", context -> {
            context.execute("CREATE TABLE filled (id INTEGER PRIMARY KEY, pad TEXT)");
            for (int i = 0; i < ROWS; i++) {
              context.update("INSERT INTO filled (pad) VALUES (?)", "x".repeat(1000));
              context.step("row");
            }
          })
          .after("crew:people")
          .down(context -> {
            context.update("DELETE FROM filled WHERE id % 2 = 0");
            context.step("half of it");
            context.execute("DROP TABLE filled");
          }),
      Crew.badges(),
      Crew.shoes()
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "wal"})
  void leaves_each_migration_done_or_not_done_and_the_next_one_goes_on(String journalMode)
      throws Exception {
    database.execute("CREATE TABLE other (id INTEGER)");
    assertThat(database.value("PRAGMA journal_mode = " + journalMode)).isEqualTo(journalMode);
    // no constant: the class path of the process that is killed is short
    int kills = Effort.of("kills", 10);
    for (int kill = 1; kill <= kills; kill++) {
      killAtRandom();
      String where = "kill " + kill + " with seed " + seed;

      assertThat(database.value("PRAGMA integrity_check")).as(where).isEqualTo("ok");
      assertIs(where, "person", isDone("people"));
      assertIs(where, "badge", isDone("badges"));
      assertIs(where, "filled", isDone("fill"));
      if (isDone("fill")) {
        assertThat(database.value("SELECT count(*) FROM filled")).as(where).isEqualTo("" + ROWS);
      }
      assertThat(engine(migrations()).verify().problems())
          .as(where)
          .filteredOn(problem -> problem.severity() == Problem.Severity.ERROR)
          .extracting(Problem::code)
          .allMatch("pending"::equals);
      engine(migrations()).migrate();
      assertThat(engine(migrations()).migrate().outcome())
          .as(where)
          .isEqualTo(Outcome.NOTHING_TO_DO);
      assertThat(engine(migrations()).verify().problems()).as(where).isEmpty();
    }
    Tally.add("SQLite, journal mode " + journalMode + ": killed at random: " + kills
        + " kills, 0 findings");
  }

  private void killAtRandom() throws IOException, InterruptedException {
    Process process = OtherProcess.start(Victim.class, file);
    try (InputStream output = process.getInputStream()) {
      for (int i = random.nextInt(3 * ROWS); i >= 0; i--) {
        int told = output.read();
        if (told != '.') {
          throw new AssertionError("it says more than dots: " + (char) told
              + new String(output.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      long start = System.nanoTime();
      long later = random.nextInt(3_000_000);
      while (System.nanoTime() - start < later) {
        Thread.onSpinWait();
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private boolean isDone(String name) {
    boolean started = !database
        .rows("SELECT 1 FROM sqlite_schema WHERE name = 'migration_history'")
        .isEmpty();
    return started
        && database
            .rows("SELECT event FROM migration_history WHERE name = '" + name
                + "' ORDER BY seq DESC LIMIT 1")
            .stream()
            .anyMatch(event -> event.equals("APPLIED"));
  }

  private void assertIs(String where, String table, boolean there) {
    assertThat(database.rows("SELECT name FROM sqlite_schema WHERE name = '" + table + "'"))
        .as(where + ": table " + table)
        .hasSize(there ? 1 : 0);
  }
}
