package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.RestoreConsent;
import dev.showwise.migrate.faults.Effort;
import dev.showwise.migrate.faults.Tally;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** A process that is killed while it restores leaves the old database or the new one, whole. */
class RestoreKilledTest extends SqliteFileCase {
  private static final int KILLS = Effort.of("kills", 10);
  private static final int ROWS = 3000;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** Restores one backup after the other until it is killed. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) {
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl("jdbc:sqlite:" + arguments[0]);
      MigrationEngine engine =
          MigrationEngine.builder(source).allowNoMigrations().build();
      while (true) {
        for (int i = 1; i < arguments.length; i++) {
          engine.restore(Path.of(arguments[i]), proposal -> {
            System.out.print('.');
            System.out.flush();
            return true;
          });
        }
      }
    }
  }

  private Path backupOf(String word) {
    database.execute(
        "DELETE FROM note",
        "INSERT INTO note WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + ROWS + ") SELECT i, '" + word.repeat(100) + "' || i FROM n");
    return MigrationEngine.builder(database.dataSource())
        .allowNoMigrations()
        .build()
        .backup(folder.resolve(word + ".db"))
        .file();
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "wal"})
  void leaves_one_or_the_other_and_the_next_restore_works(String journalMode) throws Exception {
    database.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)");
    assertThat(database.value("PRAGMA journal_mode = " + journalMode)).isEqualTo(journalMode);
    Path one = backupOf("one");
    Path two = backupOf("two");
    for (int kill = 1; kill <= KILLS; kill++) {
      killAtRandom(one, two);
      String where = "kill " + kill + " with seed " + seed;

      assertThat(database.value("PRAGMA integrity_check")).as(where).isEqualTo("ok");
      assertThat(database.rows("SELECT DISTINCT substr(text, 1, 3), count(*) FROM note GROUP BY 1"))
          .as(where)
          .hasSize(1)
          .first()
          .asString()
          .matches("(one|two)\\|" + ROWS);
    }
    MigrationEngine.builder(database.dataSource())
        .allowNoMigrations()
        .build()
        .restore(one, RestoreConsent.always());
    assertThat(database.value("SELECT substr(max(text), 1, 3) FROM note")).isEqualTo("one");
    assertThat(Files.exists(one) && Files.exists(two)).isTrue();
    Tally.add("SQLite, journal mode " + journalMode + ": killed while it restored: " + KILLS
        + " kills, 0 findings");
  }

  private void killAtRandom(Path one, Path two) throws Exception {
    Process process = OtherProcess.start(Victim.class, file, one, two);
    try (InputStream output = process.getInputStream()) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        assertThat((char) output.read()).isEqualTo('.');
      }
      // from here it keeps what is there, restores and compares: some milliseconds each
      long start = System.nanoTime();
      long later = random.nextInt(120_000_000);
      while (System.nanoTime() - start < later) {
        Thread.onSpinWait();
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }
}
