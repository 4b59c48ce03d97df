package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.faults.Effort;
import dev.showwise.migrate.faults.Tally;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Many replicas of an application start at once on an empty database. How many is a matter of patience:
 * {@code -Dshowwise.test.replicas=64}.
 */
interface ReplicasContract extends EngineCase {
  /** As many as an application of some size has. */
  int MIGRATIONS = 50;

  /** Where the n-th replica connects to; a cluster spreads them over its nodes. */
  default String urlOfReplica(int n) {
    return database().url();
  }

  @Test
  default void replicas_that_start_at_once_apply_each_migration_exactly_once()
      throws IOException, InterruptedException {
    int replicas = Effort.of("replicas", 8);
    List<Process> processes = new ArrayList<>();
    List<BufferedReader> outputs = new ArrayList<>();
    for (int i = 0; i < replicas; i++) {
      Process process =
          OtherProcess.start(Replica.class, urlOfReplica(i), database().user(), MIGRATIONS);
      processes.add(process);
      outputs.add(process.inputReader(StandardCharsets.UTF_8));
    }
    for (BufferedReader output : outputs) {
      assertThat(output.readLine()).isEqualTo("ready");
    }
    for (Process process : processes) {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    }
    int applied = 0;
    long longest = 0;
    for (int i = 0; i < replicas; i++) {
      String said = outputs.get(i).readLine();
      assertThat(processes.get(i).waitFor())
          .as(said + "\n" + String.join("\n", outputs.get(i).lines().toList()))
          .isZero();
      String[] words = said.split(" ");
      applied += Integer.parseInt(words[0]);
      longest = Math.max(longest, Long.parseLong(words[2]));
    }
    Tally.add(String.format(
        "%s: replicas: %d processes, %d migrations, the last one was done after %d ms",
        database().dialect().name(), replicas, MIGRATIONS, longest));

    assertThat(applied).isEqualTo(MIGRATIONS);
    assertThat(events()).hasSize(MIGRATIONS).allMatch(event -> event.endsWith(" APPLIED"));
    assertThat(engine(Replica.migrations(MIGRATIONS)).verify().problems()).isEmpty();
    for (int i : IntStream.rangeClosed(1, MIGRATIONS).toArray()) {
      assertThat(database().rows("SELECT id FROM t" + i)).containsExactly("" + i);
    }
  }
}
