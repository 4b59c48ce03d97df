package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.faults.Effort;
import dev.showwise.migrate.faults.Tally;
import dev.showwise.migrate.internal.dialect.UrlDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A process that goes up and down on a database until it is killed at a random moment: the next one goes on,
 * and ends with every migration applied once and its rows as they must be. How often is a matter of
 * patience: {@code -Dshowwise.test.kills=1000}.
 */
interface KilledAtRandomContract extends EngineCase {
  int ROWS = 10;

  /** After so many kills it begins anew: the history grows, and everybody reads all of it. */
  int AS_LONG_AS_READING_IS_QUICK = 40;

  /** What is killed: all of it may be run again after an interruption. */
  private static Migration[] migrations() {
    ExecutionOptions repeatable = ExecutionOptions.DEFAULT.safeToRepeat();
    return new Migration[] {
      Crew.people(),
      TestMigration.of("2", "fill", context -> {
            context.execute("CREATE TABLE IF NOT EXISTS filled (id INTEGER)");
            context.update("DELETE FROM filled");
            for (int i = 0; i < ROWS; i++) {
              context.update("INSERT INTO filled VALUES (?)", i);
              context.step("row");
            }
          })
          .after("crew:people")
          .options(repeatable)
          .down(context -> {
            context.step("down");
            context.execute("DROP TABLE IF EXISTS filled");
          }),
      Crew.badges(),
      Crew.shoes()
    };
  }

  /** Tells of every step with one byte. */
  final class Victim {
    private Victim() {}

    public static void main(String[] arguments) {
      MigrationEngine engine = MigrationEngine.builder(UrlDataSource.of(arguments[0], arguments[1]))
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

  /** Whether a table is one that the database makes for its own use, and leaves when it is killed. */
  default boolean isLeftByTheProduct(String table) {
    return false;
  }

  @Test
  default void whoever_comes_after_a_kill_goes_on_and_ends_with_everything_in_its_place()
      throws IOException, InterruptedException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int kills = Effort.of("kills", 5);
    int leftovers = 0;
    for (int kill = 1; kill <= kills; kill++) {
      String where = "kill " + kill + " with seed " + seed;
      if (kill % AS_LONG_AS_READING_IS_QUICK == 0) {
        database().tables().forEach(table -> database().execute("DROP TABLE " + table));
      }
      killAtRandom(random);

      engine(migrations()).migrate();

      assertThat(engine(migrations()).migrate().outcome())
          .as(where)
          .isEqualTo(Outcome.NOTHING_TO_DO);
      assertThat(engine(migrations()).verify().problems()).as(where).isEmpty();
      List<String> leftByTheProduct =
          database().tables().stream().filter(this::isLeftByTheProduct).toList();
      assertThat(database().tables())
          .as(where)
          .filteredOn(table -> !leftByTheProduct.contains(table))
          .containsExactly("badge", "filled", "migration_history", "person");
      leftByTheProduct.forEach(table -> database().execute("DROP TABLE " + table));
      leftovers += leftByTheProduct.size();
      assertThat(database().value("SELECT COUNT(*) FROM filled")).as(where).isEqualTo("" + ROWS);
    }
    Tally.add(database().dialect().name() + ": killed at random: " + kills + " kills, 0 findings"
        + (leftovers == 0 ? "" : ", " + leftovers + " tables left by the product itself"));
  }

  private void killAtRandom(Random random) throws IOException, InterruptedException {
    Process process = OtherProcess.start(Victim.class, urlOfOthers(), database().user());
    try (InputStream output = process.getInputStream()) {
      for (int i = random.nextInt(3 * ROWS); i >= 0; i--) {
        int told = output.read();
        if (told != '.') {
          throw new AssertionError("it says more than dots: " + (char) told
              + new String(output.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      long start = System.nanoTime();
      long later = random.nextInt(20_000_000);
      while (System.nanoTime() - start < later) {
        Thread.onSpinWait();
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }
}
