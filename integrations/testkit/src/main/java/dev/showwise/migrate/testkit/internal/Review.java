package dev.showwise.migrate.testkit.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * What is wrong with a migration, as a colleague would write it: a headline that names the fault, what
 * was seen, where, and what to do.
 */
final class Review {
  private static final int MOST_LINES = 12;

  private final String headline;
  private final List<String> parts = new ArrayList<>();
  private @Nullable Throwable cause;

  private Review(String headline) {
    this.headline = headline;
  }

  /** Begins with what is wrong, in one line. */
  static Review of(String headline) {
    return new Review(headline);
  }

  /** What was seen. */
  Review what(String text) {
    return part("What", text);
  }

  /** What was seen, a line each. */
  Review what(List<String> lines) {
    return part("What", shortened(lines));
  }

  /** Where: a method, statements. */
  Review where(String text) {
    return part("Where", text);
  }

  /** What to do about it. */
  Review toDo(String text) {
    return part("To do", text);
  }

  /** What it came from. */
  Review because(Throwable thrown) {
    this.cause = thrown;
    return this;
  }

  private Review part(String name, String text) {
    if (!text.isBlank()) {
      parts.add(String.format("  %-6s ", name) + text.strip().replace("\n", "\n         "));
    }
    return this;
  }

  private static String shortened(List<String> lines) {
    if (lines.size() <= MOST_LINES) {
      return String.join("\n", lines);
    }
    return String.join("\n", lines.subList(0, MOST_LINES)) + "\n… and "
        + (lines.size() - MOST_LINES) + " more";
  }

  /** The failure of the test. */
  AssertionFailedError failure() {
    return new AssertionFailedError(headline + "\n" + String.join("\n", parts), cause);
  }
}
