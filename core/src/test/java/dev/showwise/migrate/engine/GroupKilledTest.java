package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Cancellation;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.faults.Effort;
import dev.showwise.migrate.faults.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** A process that is killed in the middle of a group: what the history says is there, and nothing else. */
class GroupKilledTest extends SqliteFileCase {
  private static final int COUNT = 200;

  /** Tells of each migration with one byte, when it begins. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) {
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl("jdbc:sqlite:" + Path.of(arguments[0]));
      MigrationEngine.builder(source)
          .migrations(migrations())
          .listener(new MigrationListener() {
            @Override
            public void running(MigrationLabel migration, Cancellation cancellation) {
              System.out.print('.');
              if (System.out.checkError()) {
                // nobody listens any more
                Runtime.getRuntime().halt(1);
              }
            }
          })
          .build()
          .migrate();
    }
  }

  private static Migration[] migrations() {
    return IntStream.rangeClosed(1, COUNT)
        .mapToObj(i -> TestMigration.of("" + i, "k" + i, context -> {
              context.execute("CREATE TABLE k" + i + " (id INTEGER PRIMARY KEY, pad TEXT)");
              context.update("INSERT INTO k" + i + " (pad) VALUES (?)", "x".repeat(500));
            })
            .options(ExecutionOptions.DEFAULT.safeToRepeat()))
        .toArray(Migration[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "wal"})
  void a_kill_leaves_what_is_committed_and_the_next_run_goes_on(String journalMode)
      throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int kills = Effort.of("kills", 8);
    for (int kill = 1; kill <= kills; kill++) {
      for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
        Files.deleteIfExists(Path.of(file + suffix));
      }
      assertThat(database.value("PRAGMA journal_mode = " + journalMode)).isEqualTo(journalMode);
      String where = "kill " + kill + " with seed " + seed;

      killAfter(1 + random.nextInt(COUNT), random.nextInt(3_000_000));

      assertThat(database.value("PRAGMA integrity_check")).as(where).isEqualTo("ok");
      int done = database.hasTable("migration_history") ? database.allEvents().size() : 0;
      assertThat(database.rows("SELECT name FROM sqlite_schema WHERE name LIKE 'k%' ORDER BY name"))
          .as(where)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, done).mapToObj(i -> "k" + i).toList());
      if (done > 0) {
        assertThat(database.allEvents()).as(where).allMatch(event -> event.endsWith(" APPLIED"));
      }
      MigrationEngine engine = engine(migrations());
      engine.migrate();
      assertThat(engine.migrate().outcome()).as(where).isEqualTo(Outcome.NOTHING_TO_DO);
      assertThat(engine.verify().problems()).as(where).isEmpty();
      assertThat(database.allEvents()).as(where).hasSize(COUNT);
    }
    Tally.add("SQLite, journal mode " + journalMode + ": killed in a group: " + kills
        + " kills, 0 findings");
  }

  private void killAfter(int begun, int nanos) throws IOException, InterruptedException {
    Process process = OtherProcess.start(Victim.class, file);
    try (InputStream output = process.getInputStream()) {
      for (int i = 0; i < begun; i++) {
        assertThat(output.read()).isEqualTo('.');
      }
      long start = System.nanoTime();
      while (System.nanoTime() - start < nanos) {
        Thread.onSpinWait();
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }
}
