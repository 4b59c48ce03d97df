package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.internal.dialect.UrlDataSource;
import dev.showwise.migrate.spi.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where other processes reach the database too. */
interface OtherProcessesContract extends EngineCase {
  /** A process that migrates the crew, and prints a line for each migration that it completed. */
  final class Runner {
    private Runner() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
      Dialect dialect =
          (Dialect) Class.forName(arguments[2]).getDeclaredConstructor().newInstance();
      MigrationEngine.builder(UrlDataSource.of(arguments[0], arguments[1]))
          .dialect(dialect)
          .migrations(Crew.shoes(), Crew.badges(), Crew.people())
          .build()
          .migrate()
          .completed()
          .forEach(done -> System.out.println(done.migration().name() + " " + done.event()));
    }
  }

  @Test
  default void several_processes_at_once_apply_each_migration_exactly_once() throws IOException {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(OtherProcess.start(
          Runner.class,
          database().url(),
          database().user(),
          database().dialect().getClass().getName()));
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
