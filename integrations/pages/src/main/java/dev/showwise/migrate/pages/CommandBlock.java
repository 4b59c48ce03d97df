package dev.showwise.migrate.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Commands on a page that a mark above them asks to be run: {@code <!-- it:run -->}, with what is not as
 * usual: {@code exit=3}, {@code typed=yes}.
 *
 * @param where the page and the line
 * @param commands what a shell gets
 * @param output what the page shows of what they print, line by line; {@code …} stands for any lines
 * @param exit the exit code that they end with
 * @param typed what is typed meanwhile
 */
public record CommandBlock(
    String where, String commands, List<String> output, int exit, String typed) {
  private static final String PROMPT = "$ ";

  /** Copies the list. */
  public CommandBlock {
    output = List.copyOf(output);
  }

  /**
   * All that are marked on a page, in their order.
   *
   * @param mark the word after {@code <!--}
   * @throws IllegalStateException if a mark is not understood, or no block follows it
   */
  public static List<CommandBlock> on(Path page, String mark) throws IOException {
    Pattern marked = Pattern.compile("<!-- " + mark + "(?: exit=(\\d+))?(?: typed=(\\w+))? -->");
    List<String> lines = Files.readAllLines(page);
    List<CommandBlock> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher found = marked.matcher(lines.get(i).strip());
      String where = page.getFileName() + ":" + (i + 1);
      if (lines.get(i).contains("<!-- " + mark) && !found.matches()) {
        throw new IllegalStateException(where + " has a mark that is not understood");
      }
      if (found.matches()) {
        List<String> inside = lines.subList(i + 2, i + 2 + length(lines, i + 1, where));
        blocks.add(of(where, inside, found));
      }
    }
    return blocks;
  }

  private static int length(List<String> lines, int fence, String where) {
    if (fence >= lines.size() || !lines.get(fence).startsWith("```")) {
      throw new IllegalStateException(where + " is a mark that no block follows");
    }
    return lines.subList(fence + 1, lines.size()).indexOf("```");
  }

  private static CommandBlock of(String where, List<String> lines, Matcher mark) {
    boolean prompts = lines.stream().anyMatch(line -> line.startsWith(PROMPT));
    String commands = lines.stream()
        .filter(line -> !prompts || line.startsWith(PROMPT))
        .map(line -> prompts ? line.substring(PROMPT.length()) : line)
        .collect(Collectors.joining("\n", "", "\n"));
    List<String> output = lines.stream()
        .filter(line -> prompts && !line.startsWith(PROMPT) && !line.isBlank())
        .toList();
    int exit = mark.group(1) == null ? 0 : Integer.parseInt(mark.group(1));
    return new CommandBlock(
        where, commands, output, exit, mark.group(2) == null ? "" : mark.group(2) + "\n");
  }

  /**
   * The first line of the page's output that was not printed where the page has it; empty if all were.
   * Numbers may be other ones.
   */
  public String notPrinted(String printed) {
    List<String> lines =
        printed.lines().filter(line -> !line.isBlank()).map(CommandBlock::plain).toList();
    int at = 0;
    boolean gap = true;
    for (String expected : output) {
      if (expected.strip().equals("…")) {
        gap = true;
        continue;
      }
      int found = lines.subList(at, lines.size()).indexOf(plain(expected));
      if (found < 0 || (found > 0 && !gap)) {
        return expected;
      }
      at += found + 1;
      gap = false;
    }
    return "";
  }

  private static String plain(String line) {
    return line.replaceAll("\\d+", "0").stripTrailing();
  }
}
