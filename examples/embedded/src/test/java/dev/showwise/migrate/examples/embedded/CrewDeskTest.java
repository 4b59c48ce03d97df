package dev.showwise.migrate.examples.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrewDeskTest {
  @TempDir
  Path folder;

  @Test
  void the_first_start_makes_the_database_and_the_second_finds_nothing_to_do() throws Exception {
    List<String> first = start("desk.db");
    List<String> second = start("desk.db");

    assertThat(first)
        .anyMatch(line -> line.contains("base") && line.contains("APPLIED"))
        .anyMatch(line -> line.contains("usertags") && line.contains("APPLIED"))
        .anyMatch(line -> line.contains("2fa") && line.contains("APPLIED"))
        .contains("  8 stage objects added", "Rehearsals noted: 1")
        .doesNotContain("The database is up to date.");
    assertThat(second).containsExactly("The database is up to date.", "Rehearsals noted: 2");
  }

  @Test
  void a_file_that_is_no_database_ends_the_program_and_stays_as_it_is() throws Exception {
    Path file =
        Files.writeString(folder.resolve("notes.txt"), "No database, but long enough. ".repeat(99));
    byte[] before = Files.readAllBytes(file);

    Process process = java("notes.txt").redirectErrorStream(true).start();
    String output = read(process);

    assertThat(process.waitFor()).isNotZero();
    assertThat(output).contains("MigrationException").doesNotContain("Rehearsals noted");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  private List<String> start(String file) throws Exception {
    Path log = folder.resolve("log.txt");
    Process process = java(file).redirectError(log.toFile()).start();
    String output = read(process);
    assertThat(process.waitFor()).as(() -> read(log)).isZero();
    return output.lines().toList();
  }

  /** A process of its own, so that the jars are found just as in an application. */
  private ProcessBuilder java(String file) {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            CrewDesk.class.getName(),
            file)
        .directory(folder.toFile());
  }

  private static String read(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
