package dev.showwise.migrate.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A block of code that a page shows.
 *
 * @param where the page and the line
 * @param above the last line of text above it, empty if there is none
 * @param language the word behind the fence; empty if there is none
 * @param lines what is in it, as {@link #plain} leaves it
 */
public record CodeBlock(String where, String above, String language, List<String> lines) {
  private static final String FENCE = "```";

  /** Copies the list. */
  public CodeBlock {
    lines = List.copyOf(lines);
  }

  /**
   * All blocks of a page, in their order.
   *
   * @throws IllegalStateException if one is not closed
   */
  public static List<CodeBlock> on(Path page) throws IOException {
    List<String> lines = Files.readAllLines(page);
    List<CodeBlock> blocks = new ArrayList<>();
    String above = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.startsWith(FENCE)) {
        above = line.isEmpty() ? above : line;
        continue;
      }
      String where = page.getFileName() + ":" + (i + 1);
      int from = i + 1;
      do {
        i++;
        if (i == lines.size()) {
          throw new IllegalStateException(where + " is a block that is not closed");
        }
      } while (!lines.get(i).strip().equals(FENCE));
      blocks.add(new CodeBlock(
          where, above, line.substring(FENCE.length()), plain(lines.subList(from, i))));
    }
    return blocks;
  }

  /** Lines without what a page leaves out: indentation, blank lines, and the tags that another test reads. */
  public static List<String> plain(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.contains("::embed"))
        .toList();
  }

  /** What is in it, for messages. */
  public String text() {
    return String.join("\n", lines);
  }
}
