package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.MigrationException.InvalidScript;
import java.io.IOException;
import java.io.Reader;

/**
 * The part of a script that is in memory: from a place that moves on, to as far ahead as was asked for. Knows
 * which line and column a place has.
 */
final class ScriptText {
  private static final int AT_ONCE = 1 << 16;

  private final Reader reader;
  private final String name;
  private String text = "";
  private boolean atEnd;
  private long before;
  private int counted;
  private long line = 1;
  private int column = 1;

  ScriptText(Reader reader, String name) {
    this.reader = reader;
    this.name = name;
  }

  /** What is in memory. */
  String text() {
    return text;
  }

  /** Whether nothing comes after it. */
  boolean isAtEnd() {
    return atEnd;
  }

  /** How many characters of the script come before a place. */
  long offset(int place) {
    return before + place;
  }

  /**
   * Forgets what comes before a place, and reads at least as much more as is left then, so that reading what
   * is long again and again from its beginning costs no more than twice its length.
   */
  void moveTo(int place) throws IOException {
    countTo(place);
    before += place;
    counted = 0;
    StringBuilder more = new StringBuilder(text.substring(place));
    int wanted = more.length() + Math.max(AT_ONCE, more.length());
    char[] some = new char[AT_ONCE];
    while (more.length() < wanted && !atEnd) {
      int length = reader.read(some);
      if (length < 0) {
        atEnd = true;
      } else {
        more.append(some, 0, length);
      }
    }
    text = more.toString();
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw invalid(
          nul,
          "There is a NUL character. Remove it; if the file is in UTF-16, convert it to UTF-8.");
    }
  }

  private void countTo(int place) {
    for (; counted < place; counted++) {
      char c = text.charAt(counted);
      boolean ends = c == '\n'
          || (c == '\r' && !(counted + 1 < text.length() && text.charAt(counted + 1) == '\n'));
      if (ends) {
        line++;
        column = 1;
      } else if (c != '\uFEFF' || offset(counted) > 0) {
        // a byte order mark takes no place
        column++;
      }
    }
  }

  /** The line of a place, which must not be before one that was asked for already. */
  long line(int place) {
    countTo(place);
    return line;
  }

  /** The column of a place, which must not be before one that was asked for already. */
  int column(int place) {
    countTo(place);
    return column;
  }

  /** What is wrong with a script at a place. */
  InvalidScript invalid(int place, String message) {
    return new InvalidScript(name, line(place), column(place), message + " Nothing was executed.");
  }
}
