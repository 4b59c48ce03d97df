package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.internal.dialect.UrlDataSource;
import dev.showwise.migrate.spi.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Where other processes reach the database too. */
interface OtherProcessesContract extends EngineCase {
  /** A process that migrates the crew, and prints a line for each migration that it completed. */
  final class Runner {
    private Runner() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
      migrate(arguments, Crew.shoes(), Crew.badges(), Crew.people())
          .completed()
          .forEach(done -> System.out.println(done.migration().name() + " " + done.event()));
    }

    static MigrationReport migrate(String[] arguments, Migration... migrations)
        throws ReflectiveOperationException {
      Dialect dialect =
          (Dialect) Class.forName(arguments[2]).getDeclaredConstructor().newInstance();
      return MigrationEngine.builder(UrlDataSource.of(arguments[0], arguments[1]))
          .dialect(dialect)
          .migrations(migrations)
          .build()
          .migrate();
    }
  }

  /** A process that comes to the middle of a migration, says so, and stays there. */
  final class Stuck {
    private Stuck() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
      Runner.migrate(arguments, TestMigration.of("1", "stuck", context -> {
        context.execute("CREATE TABLE stuck (id INTEGER)");
        System.out.println("here");
        try {
          // ends when whoever started it does
          System.in.read();
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      }));
    }
  }

  /** A process that sends a statement which takes the server some seconds, and says so before. */
  final class Busy {
    private Busy() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
      Runner.migrate(arguments, TestMigration.of("1", "stuck", context -> {
        System.out.println("here");
        context.query(arguments[3], row -> row.getString(1));
        context.execute("CREATE TABLE stuck (id INTEGER)");
      }));
    }
  }

  /** What {@link Stuck} is stuck in, whole, and safe to run again. */
  default TestMigration stuck() {
    return TestMigration.sql(
            "1",
            "stuck",
            "CREATE TABLE IF NOT EXISTS stuck (id INTEGER)",
            "INSERT INTO stuck VALUES (1)")
        .options(ExecutionOptions.DEFAULT.safeToRepeat());
  }

  /** Kills a process in the middle of a migration. */
  default void killOneInTheMiddle() throws IOException, InterruptedException {
    Process process = start(Stuck.class);
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("here");
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private Process start(Class<?> main) throws IOException {
    return OtherProcess.start(
        main, urlOfOthers(), database().user(), database().dialect().getClass().getName());
  }

  @Test
  default void several_processes_at_once_apply_each_migration_exactly_once() throws IOException {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(start(Runner.class));
    }

    List<String> done = new ArrayList<>();
    for (Process process : processes) {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      done.addAll(output.lines().toList());
    }

    assertThat(done).containsExactlyInAnyOrder("people APPLIED", "badges APPLIED", "shoes APPLIED");
    assertThat(events()).containsExactly("people APPLIED", "badges APPLIED", "shoes APPLIED");
    assertThat(crew().verify().problems()).isEmpty();
  }
}
