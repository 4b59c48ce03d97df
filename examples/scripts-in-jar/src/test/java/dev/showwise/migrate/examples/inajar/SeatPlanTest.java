package dev.showwise.migrate.examples.inajar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application is run from a jar of what the build made, with the index that the build wrote. */
class SeatPlanTest {
  private static final String INDEX = "db/migration/showwise-scripts.index";

  @TempDir
  Path folder;

  private Path classes;

  @BeforeEach
  void findClasses() throws Exception {
    classes = Path.of(
        SeatPlan.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void the_scripts_of_the_jar_are_run_once() throws Exception {
    jar(file -> true, "");

    assertThat(start())
        .contains("house:seats (2026.02.1): APPLIED", "house:wheelchairs (2026.02.2): APPLIED")
        .endsWith("MIGRATED");
    assertThat(start()).containsExactly("NOTHING_TO_DO");
  }

  @Test
  void the_index_has_every_file_of_the_folder() throws Exception {
    List<String> listed = Files.readAllLines(classes.resolve(INDEX)).stream()
        .skip(1)
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .toList();

    assertThat(listed)
        .containsExactlyElementsOf(files().stream()
            .filter(file -> file.startsWith("db/migration/") && !file.equals(INDEX))
            .map(file -> file.substring("db/migration/".length()))
            .toList());
  }

  @Test
  void a_jar_that_lacks_a_script_does_not_start() throws Exception {
    jar(file -> !file.endsWith("wheelchairs.sql"), "");

    assertThat(String.join("\n", start()))
        .contains("2026/2026.02.2-wheelchairs.sql is in the index and not there.");
    assertThat(folder.resolve("seats.db")).doesNotExist();
  }

  @Test
  void a_jar_with_another_script_than_the_index_was_made_of_does_not_start() throws Exception {
    jar(file -> true, "-- changed behind the index");

    assertThat(String.join("\n", start()))
        .contains("2026.02.1-seats.sql is not the file that the index was made of");
  }

  @Test
  void the_page_on_scripts_shows_what_is_built_and_run_here() throws Exception {
    String page = Files.readString(Path.of("../../docs/scripts.md")).replace("\r\n", "\n");

    assertThat(page)
        .contains(tagged("pom.xml", "index"))
        .contains(
            tagged("src/main/java/dev/showwise/migrate/examples/inajar/SeatPlan.java", "indexed"));
  }

  /** The lines between two tags, without the indentation that all of them have. */
  private static String tagged(String file, String tag) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(file));
    List<Integer> tags = IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).contains("::" + tag))
        .boxed()
        .toList();
    assertThat(tags).hasSize(2);
    return String.join("\n", lines.subList(tags.get(0) + 1, tags.get(1))).stripIndent();
  }

  private interface Choice {
    boolean takes(String file);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> found = Files.walk(classes)) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> classes.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private void jar(Choice choice, String behindSeats) throws IOException {
    try (OutputStream bytes = Files.newOutputStream(folder.resolve("seats.jar"));
        ZipOutputStream jar = new ZipOutputStream(bytes)) {
      for (String file : files()) {
        if (choice.takes(file)) {
          jar.putNextEntry(new ZipEntry(file));
          Files.copy(classes.resolve(file), jar);
          if (file.endsWith("-seats.sql")) {
            jar.write(behindSeats.getBytes(StandardCharsets.UTF_8));
          }
          jar.closeEntry();
        }
      }
    }
  }

  private List<String> start() throws Exception {
    String others = Stream.of(
            System.getProperty("java.class.path").split(java.io.File.pathSeparator))
        .filter(entry -> !Path.of(entry).equals(classes))
        .reduce(
            folder.resolve("seats.jar").toString(), (a, b) -> a + java.io.File.pathSeparator + b);
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
            "-cp",
            others,
            SeatPlan.class.getName(),
            folder.resolve("seats.db").toString())
        .redirectErrorStream(true)
        .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().toList();
  }
}
