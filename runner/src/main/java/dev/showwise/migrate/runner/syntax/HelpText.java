package dev.showwise.migrate.runner.syntax;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.cli.help.TextHelpAppendable;
import org.apache.commons.cli.help.TextStyle;

/** What may be typed, as people read it. */
public final class HelpText {
  private static final int WIDTH = 100;
  private static final int COLUMN = 34;

  private HelpText() {}

  /** How a verb is used. */
  public static String of(String verb, Syntax syntax) {
    StringBuilder text = new StringBuilder();
    text.append("Usage: showwise-migrate ").append(verb).append(" [OPTIONS]");
    text.append(syntax.operand().usage()).append('\n');
    append(text, 0, syntax.description());
    if (syntax.operand().count() != Operand.Count.NONE) {
      row(text, "      " + syntax.operand().name(), syntax.operand().description());
    }
    text.append(of(syntax.options()));
    return text.toString();
  }

  /** Options, each with what it is for. */
  public static String of(List<CommandOption> options) {
    StringBuilder text = new StringBuilder();
    for (CommandOption option : options) {
      String shortName = option.shortName().isEmpty() ? "      " : "  " + option.shortName() + ", ";
      String value = option.hasValue() ? "=" + option.valueName() : "";
      row(text, shortName + option.name() + value, option.description());
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String label, String description) {
    if (label.length() + 1 > COLUMN) {
      text.append(label).append('\n');
      append(text, COLUMN, " ".repeat(COLUMN) + description);
    } else {
      append(text, COLUMN, label + " ".repeat(COLUMN - label.length()) + description);
    }
  }

  private static void append(StringBuilder text, int indent, String paragraph) {
    try {
      new TextHelpAppendable(text)
          .printWrapped(
              paragraph,
              TextStyle.builder()
                  .setMaxWidth(WIDTH)
                  .setIndent(indent)
                  .setLeftPad(0)
                  .get());
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot be written", e);
    }
  }
}
