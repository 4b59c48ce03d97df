package dev.showwise.migrate.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.pages.CodeBlock;
import dev.showwise.migrate.pages.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each Java block on the page is, line for line, in a source that the build compiles and a test runs. */
class PageTest {
  private static final Path PROJECT = Sources.project();

  @Test
  void every_java_block_is_compiled_somewhere() throws IOException {
    Sources sources = Sources.in(
        ".java",
        PROJECT.resolve("integrations/embedding/src/test"),
        PROJECT.resolve("examples/embedded/src/main"));

    List<CodeBlock> blocks = blocks("java");

    assertThat(blocks)
        .hasSizeGreaterThan(6)
        .allSatisfy(block -> assertThat(sources.with(block))
            .as(block.where() + ": sources with\n" + block.text())
            .isNotEmpty());
  }

  @Test
  void the_file_that_spring_boot_reads_is_the_one_of_the_page() throws IOException {
    List<String> file = Files.readAllLines(Path.of("src/test/resources/META-INF/spring.factories"));

    assertThat(blocks("properties"))
        .extracting(CodeBlock::lines)
        .contains(CodeBlock.plain(file.stream()
            .map(line -> line.replace("dev.showwise.migrate.embedding.", "com.example."))
            .toList()));
  }

  private static List<CodeBlock> blocks(String language) throws IOException {
    return CodeBlock.on(PROJECT.resolve("docs/embedding.md")).stream()
        .filter(block -> block.language().equals(language))
        .toList();
  }
}
