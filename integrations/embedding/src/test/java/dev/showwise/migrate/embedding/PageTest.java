package dev.showwise.migrate.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each Java block on the page is, line for line, in a source that the build compiles and a test runs. */
class PageTest {
  private static final Path ROOT = root();

  @Test
  void every_java_block_is_compiled_somewhere() throws IOException {
    List<List<String>> sources = sources();

    List<List<String>> blocks = blocks("java");

    assertThat(blocks).hasSizeGreaterThan(6);
    for (List<String> block : blocks) {
      assertThat(sources)
          .as("sources with\n" + String.join("\n", block))
          .anyMatch(source -> Collections.indexOfSubList(source, block) >= 0);
    }
  }

  @Test
  void the_file_that_spring_boot_reads_is_the_one_of_the_page() throws IOException {
    List<String> file = Files.readAllLines(Path.of("src/test/resources/META-INF/spring.factories"));

    assertThat(blocks("properties"))
        .contains(file.stream()
            .map(line -> line.replace("dev.showwise.migrate.embedding.", "com.example."))
            .toList());
  }

  private static List<List<String>> blocks(String language) throws IOException {
    List<List<String>> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(ROOT.resolve("docs/embedding.md"));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals("```" + language)) {
        List<String> rest = lines.subList(i + 1, lines.size());
        blocks.add(plain(rest.subList(0, rest.indexOf("```"))));
      }
    }
    return blocks;
  }

  /** Without what a page leaves out: indentation, blank lines, and the tags that another test reads. */
  private static List<String> plain(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.contains("::embed"))
        .toList();
  }

  private static List<List<String>> sources() throws IOException {
    List<List<String>> sources = new ArrayList<>();
    for (String folder : List.of("integrations/embedding/src/test", "examples/embedded/src/main")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .map(PageTest::read)
            .forEach(sources::add);
      }
    }
    return sources;
  }

  private static List<String> read(Path file) {
    try {
      return plain(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of the whole project, from wherever the tests are started. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("docs/embedding.md"))) {
      folder = folder.getParent();
    }
    assertThat(folder).as("a folder above this one with docs/embedding.md").isNotNull();
    return folder;
  }
}
