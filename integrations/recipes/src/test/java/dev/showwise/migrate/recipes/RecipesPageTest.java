package dev.showwise.migrate.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.pages.CodeBlock;
import dev.showwise.migrate.pages.CommandBlock;
import dev.showwise.migrate.pages.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No block on the two pages is there that no test runs. */
class RecipesPageTest {
  private static final Path TESTS = Path.of("src/test");

  @ParameterizedTest
  @ValueSource(strings = {"writing-migrations.md", "recipes.md"})
  void java_is_compiled_and_a_test_names_its_class(String page) throws IOException {
    Sources migrations = Sources.in(".java", Path.of("src/main"));
    Sources tests = Sources.in(".java", TESTS);

    assertThat(blocks(page, "java")).isNotEmpty().allSatisfy(block -> {
      List<String> classes = migrations.with(block).stream()
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .toList();
      assertThat(classes.stream().anyMatch(tests::name) || !tests.with(block).isEmpty())
          .as(block.where() + ": a class with this that a test names, of " + classes + "\n"
              + block.text())
          .isTrue();
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"recipes.md"})
  void sql_is_a_script_that_a_test_runs_and_has_the_name_that_stands_above_it(String page)
      throws IOException {
    Sources scripts = Sources.in(".sql", TESTS);
    Sources tests = Sources.in(".java", TESTS);

    assertThat(blocks(page, "sql")).isNotEmpty().allSatisfy(block -> {
      List<Path> same = scripts.thatAre(block);
      assertThat(same).as(block.where() + ": a script that is\n" + block.text()).isNotEmpty();
      assertThat(same)
          .as(block.where() + ": its name in '" + block.above() + "'")
          .anyMatch(file -> block.above().contains('`' + file.getFileName().toString() + '`'));
      assertThat(same)
          .as(block.where() + ": a test with its folder")
          .anyMatch(file ->
              tests.name(TESTS.resolve("resources").relativize(file).getName(0).toString()));
    });
  }

  /** Commands are run by the tests of the distribution, that of the archetype by one of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"writing-migrations.md", "recipes.md"})
  void there_is_no_other_block(String page) throws IOException {
    String archetypeIT = Files.readString(Sources.project()
        .resolve("runner/src/test/java/dev/showwise/migrate/runner/dist/ArchetypeIT.java"));

    assertThat(CodeBlock.on(page(page)))
        .filteredOn(block -> !Set.of("java", "sql").contains(block.language()))
        .filteredOn(block -> !isForArchetype(block, archetypeIT))
        .hasSameSizeAs(CommandBlock.on(page(page), "it:run"));
  }

  /** Whether it is the command that makes a module, with no option that the test does not give too. */
  private static boolean isForArchetype(CodeBlock block, String test) {
    return block.text().startsWith("mvn archetype:generate ")
        && Pattern.compile("-D\\w+=")
            .matcher(block.text())
            .results()
            .allMatch(option -> test.contains('"' + option.group()));
  }

  private static List<CodeBlock> blocks(String page, String language) throws IOException {
    return CodeBlock.on(page(page)).stream()
        .filter(block -> block.language().equals(language))
        .toList();
  }

  private static Path page(String name) {
    return Sources.project().resolve("docs").resolve(name);
  }
}
