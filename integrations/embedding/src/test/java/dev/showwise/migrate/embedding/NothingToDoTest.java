package dev.showwise.migrate.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.engine.MigrationEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has nothing to do does not pay for what others use. */
class NothingToDoTest {
  @TempDir
  Path folder;

  /** An application that migrates and ends. */
  static final class Starts {
    private Starts() {}

    public static void main(String... arguments) {
      System.out.println(MigrationEngine.builder(Stage.source(Path.of(arguments[0])))
          .build()
          .migrate()
          .outcome());
    }
  }

  @Test
  void events_for_flight_recorder_are_loaded_with_the_first_change_and_not_before()
      throws Exception {
    List<String> first = start();
    List<String> second = start();

    assertThat(first).contains("MIGRATED").anyMatch(line -> line.contains("flight.MigrationEvent"));
    assertThat(second)
        .contains("NOTHING_TO_DO")
        .noneMatch(line -> line.contains("flight.MigrationEvent"))
        .noneMatch(line -> line.contains("jdk.jfr"));
  }

  private List<String> start() throws Exception {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load:stdout",
            "-cp",
            System.getProperty("java.class.path"),
            Starts.class.getName(),
            folder.resolve("desk.db").toString())
        .redirectErrorStream(true)
        .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed.lines().toList();
  }
}
