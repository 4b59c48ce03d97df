package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.internal.dialect.UrlDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A process that stops in the middle of a migration without ending: a machine that hangs, a container that
 * is frozen. The server ends its session after a lease, others go on, and when it wakes up it writes
 * nothing more.
 */
interface StoppedProcessContract extends OtherProcessesContract {
  /** The shortest there is. */
  Duration LEASE = Duration.ofSeconds(2);

  /** A process that comes to the middle of a migration, says so, and goes on when it is told to. */
  final class Halfway {
    private Halfway() {}

    public static void main(String[] arguments) {
      TestMigration migration = TestMigration.of("1", "frozen", context -> {
            context.execute("CREATE TABLE IF NOT EXISTS frozen (id INTEGER)");
            System.out.println("here");
            try {
              if (System.in.read() < 0) {
                throw new IllegalStateException("nobody said go");
              }
            } catch (IOException e) {
              throw new AssertionError(e);
            }
            context.execute("INSERT INTO frozen VALUES (666)");
            context.execute("CREATE TABLE too_late (id INTEGER)");
          })
          .options(ExecutionOptions.DEFAULT.safeToRepeat());
      try {
        MigrationEngine.builder(UrlDataSource.of(arguments[0], arguments[1]))
            .migrations(migration)
            .lease(LEASE)
            .build()
            .migrate();
        System.out.println("applied");
      } catch (MigrationException e) {
        System.out.println(
            e.getClass().getSimpleName() + ": " + e.getMessage().lines().findFirst());
      }
    }
  }

  @Test
  default void a_process_that_was_frozen_and_overtaken_writes_nothing_when_it_wakes_up()
      throws IOException, InterruptedException {
    Process process =
        OtherProcess.start(Halfway.class, urlOfOthers(), database().user());
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("here");
      signal(process, "STOP");
      TestMigration same = TestMigration.sql(
              "1",
              "frozen",
              "CREATE TABLE IF NOT EXISTS frozen (id INTEGER)",
              "INSERT INTO frozen VALUES (1)")
          .options(ExecutionOptions.DEFAULT.safeToRepeat());
      MigrationEngine engine =
          builder(database().dataSource(), same).lease(LEASE).build();

      assertThat(names(engine.migrate())).containsExactly("frozen APPLIED");
      int rows = database().allEvents().size();
      signal(process, "CONT");
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();

      assertThat(output.readLine()).startsWith("Failed: ").contains("test:frozen (1) failed");
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(database().rows("SELECT id FROM frozen")).containsExactly("1");
      assertThat(database().hasTable("too_late")).isFalse();
      assertThat(database().allEvents()).hasSize(rows);
      assertThat(engine.verify().problems()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  private static void signal(Process process, String name)
      throws IOException, InterruptedException {
    // a shell has kill built in; the program of that name is not on every machine
    assertThat(new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
            .start()
            .waitFor())
        .isZero();
  }
}
