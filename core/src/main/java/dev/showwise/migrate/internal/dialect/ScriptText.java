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

  /** How much is read at once: most scripts are no longer, and many are read in one run. */
  private static final int PIECE = 1 << 11;

  /** How much is looked at first where a short statement may come. */
  private static final int FEW = 1 << 10;

  private final Reader reader;
  private final String name;
  private String buffer = "";
  private int start;
  private String text = "";
  private final int atOnce;
  private int step;
  private boolean exhausted;
  private long before;
  private int counted;
  private long line = 1;
  private int column = 1;

  ScriptText(Reader reader, String name) {
    this(reader, name, AT_ONCE);
  }

  /**
   * Looks at so many characters at once.
   *
   * @param atOnce at least 1
   */
  ScriptText(Reader reader, String name, int atOnce) {
    this.reader = reader;
    this.name = name;
    this.atOnce = atOnce;
    this.step = Math.max(1, atOnce / 2);
  }

  /** What is in memory. */
  String text() {
    return text;
  }

  /** Whether nothing comes after it. */
  boolean isAtEnd() {
    return exhausted && start + text.length() == buffer.length();
  }

  /** How many characters of the script come before a place. */
  long offset(int place) {
    return before + place;
  }

  /**
   * Forgets what comes before a place, and looks at as much more again as is left then, so that reading what
   * is long again and again from its beginning costs no more than twice its length.
   */
  void moveTo(int place) throws IOException {
    int left = text.length() - place;
    step = Math.min(atOnce, 2 * step);
    show(place, left + Math.max(step, left));
  }

  /**
   * Forgets what comes before a place, and looks only a little ahead of it. What was read ahead is kept for
   * later: rows after many a short statement would otherwise each double what is in memory.
   */
  void restartAt(int place) throws IOException {
    step = Math.min(atOnce, FEW);
    show(place, step);
  }

  private void show(int place, int wanted) throws IOException {
    countTo(place);
    before += place;
    counted = 0;
    start += place;
    if (buffer.length() - start < wanted && !exhausted) {
      fill(wanted + atOnce);
    }
    text = buffer.substring(start, Math.min(buffer.length(), start + wanted));
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw invalid(
          nul,
          "There is a NUL character. Remove it; if the file is in UTF-16, convert it to UTF-8.");
    }
  }

  private void fill(int wanted) throws IOException {
    StringBuilder more = new StringBuilder(Math.min(wanted, buffer.length() - start + PIECE));
    more.append(buffer, start, buffer.length());
    buffer = "";
    start = 0;
    char[] some = new char[PIECE];
    while (more.length() < wanted && !exhausted) {
      int length = reader.read(some, 0, Math.min(some.length, wanted - more.length()));
      if (length < 0) {
        exhausted = true;
      } else {
        more.append(some, 0, length);
      }
    }
    buffer = more.toString();
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
