package dev.showwise.migrate.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on messages has every one that has a code, and none that nobody says. */
class TroubleshootingPageTest {
  private static final Path PROJECT = Path.of("..");
  private static final Path PROBLEMS =
      PROJECT.resolve("core/src/main/java/dev/showwise/migrate/Problem.java");
  private static final Path RUNNER = PROJECT.resolve("runner/src/main/java");

  private static final Pattern METHOD_CODE =
      Pattern.compile("String code\\(\\) \\{\\s*return ([^;]+);");
  private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\"");
  /** What stands where a code is expected: a literal, or the name of a constant or a variable. */
  private static final Pattern SAID = Pattern.compile(
      "(?:Notice\\.(?:error|warning)|Fault\\.(?:unavailable|notAsAsked)|\\busage|\\bone|\\bunusable)\\("
          + "(?:[^;\"]{0,80}, )?\\s*(\"[^\"]*\"|[A-Za-z_]+),");

  private static final Pattern NAMED = Pattern.compile("(?:CODE\\w*|code) = (\"[^\"]+\");");

  @Test
  void every_code_of_the_engine_is_explained() throws IOException {
    Set<String> codes = new TreeSet<>();
    METHOD_CODE
        .matcher(Files.readString(PROBLEMS))
        .results()
        .forEach(method -> codes.addAll(literals(method.group(1))));
    assertThat(codes).hasSizeGreaterThan(30).contains("missing-table", "newer-history");
    assertThat(codesOnThePage()).containsAll(codes);
  }

  @Test
  void every_code_of_the_program_is_explained() throws IOException {
    assertThat(codesOfTheProgram())
        .hasSizeGreaterThan(30)
        .contains("usage", "no-driver", "outcome-unknown", "no-such-file");
    assertThat(codesOnThePage()).containsAll(codesOfTheProgram());
  }

  @Test
  void no_code_is_explained_that_nobody_says() throws IOException {
    Set<String> known = codesOfTheProgram();
    known.addAll(literals(Files.readString(PROBLEMS)));
    assertThat(known).containsAll(codesOnThePage());
  }

  @Test
  void every_message_on_the_page_is_one_that_is_said() throws IOException {
    String said = allLiterals();
    for (String[] cells : rows()) {
      for (String message : quoted(cells[0])) {
        for (String piece : message.split("…")) {
          assertThat(said.contains(piece.strip()))
              .as("'%s' of '%s'", piece, message)
              .isTrue();
        }
      }
    }
  }

  /** The sources, in which a text that goes on in the next line is one. */
  private static String allLiterals() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String folder : List.of(
        "core/src/main/java",
        "runner/src/main/java",
        "integrations/server-backups/src/main/java")) {
      try (Stream<Path> sources = Files.walk(PROJECT.resolve(folder))) {
        sources
            .filter(file -> file.toString().endsWith(".java"))
            .map(TroubleshootingPageTest::text)
            .map(text -> text.replaceAll("\"\\s*\\+\\s*\"", ""))
            .forEach(all::append);
      }
    }
    return all.toString();
  }

  /** The rows of the tables with three columns: what is said, the code, what to do. */
  private static List<String[]> rows() throws IOException {
    return Files.readAllLines(PROJECT.resolve("docs/troubleshooting.md")).stream()
        .map(line -> line.split(" \\| ", -1))
        .filter(cells -> cells.length == 3)
        .toList();
  }

  private static List<String> quoted(String cell) {
    return Pattern.compile("`([^`]+)`")
        .matcher(cell)
        .results()
        .map(m -> m.group(1))
        .toList();
  }

  /** In the second column of the tables. */
  private static Set<String> codesOnThePage() throws IOException {
    Set<String> codes = new TreeSet<>();
    rows().forEach(cells -> codes.addAll(quoted(cells[1])));
    return codes;
  }

  private static Set<String> codesOfTheProgram() throws IOException {
    Set<String> codes = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(RUNNER)) {
      sources
          .filter(file -> file.toString().endsWith(".java"))
          .map(TroubleshootingPageTest::text)
          .flatMap(text ->
              Stream.concat(SAID.matcher(text).results(), NAMED.matcher(text).results()))
          .map((MatchResult found) -> found.group(1))
          .forEach(found -> codes.addAll(literals(found)));
    }
    return codes;
  }

  private static Set<String> literals(String source) {
    Set<String> found = new TreeSet<>();
    LITERAL.matcher(source).results().map(literal -> literal.group(1)).forEach(found::add);
    return found;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
