package dev.showwise.migrate.examples.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README shows is what is compiled and run here. */
class ReadmeTest {
  private static final Path EXAMPLE = Path.of(
      "examples/embedded/src/main/java/dev/showwise/migrate/examples/embedded/CrewDesk.java");

  @Test
  void the_snippet_is_at_most_ten_lines() throws IOException {
    assertThat(snippet().lines()).hasSizeBetween(3, 10);
  }

  @Test
  void the_readme_shows_the_snippet_line_for_line() throws IOException {
    String readme = Files.readString(root().resolve("README.md"));

    assertThat(readme.replace("\r\n", "\n")).contains(snippet());
  }

  @Test
  void the_page_on_embedding_shows_the_application_line_for_line() throws IOException {
    List<String> lines = Files.readAllLines(root().resolve(EXAMPLE));
    int begin =
        lines.indexOf("  public static void main(String... arguments) throws SQLException {");
    List<String> main = lines.subList(begin, lines.size());
    String shown = main.subList(0, main.indexOf("  }") + 1).stream()
        .filter(line -> !line.contains("::embed"))
        .collect(Collectors.joining("\n"))
        .stripIndent();

    String page = Files.readString(root().resolve("docs/embedding.md"));

    assertThat(page.replace("\r\n", "\n")).contains(shown);
  }

  /** The lines between the tags, without the indentation that they have in the class. */
  private static String snippet() throws IOException {
    List<String> lines = Files.readAllLines(root().resolve(EXAMPLE));
    int begin = only(lines, "// tag::embed");
    int end = only(lines, "// end::embed");
    return String.join("\n", lines.subList(begin + 1, end)).stripIndent();
  }

  private static int only(List<String> lines, String tag) {
    List<Integer> found = java.util.stream.IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).strip().equals(tag))
        .boxed()
        .toList();
    assertThat(found).as(tag).hasSize(1);
    return found.get(0);
  }

  /** The folder of the whole project, from wherever the tests are started. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve(EXAMPLE))) {
      folder = folder.getParent();
    }
    assertThat(folder).as("a folder above this one with " + EXAMPLE).isNotNull();
    return folder;
  }
}
