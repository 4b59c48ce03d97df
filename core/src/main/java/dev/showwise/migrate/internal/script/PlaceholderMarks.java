package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.MigrationException.InvalidScript;
import java.io.FilterReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;

/**
 * Writes other characters for what begins a placeholder, one for one, so that a script is cut as if there were
 * a name: whatever a value is, it has no say in where a statement ends. Unicode keeps these characters for
 * such use, and no text has them.
 */
final class PlaceholderMarks extends FilterReader {
  static final char DOLLAR = '\uFDD0';
  static final char BRACE = '\uFDD1';
  private static final char ESCAPE = '\uFDD2';
  private static final char ESCAPED_DOLLAR = '\uFDD3';
  private static final char ESCAPED_BRACE = '\uFDD4';

  private final String name;
  private final PushbackReader ahead;
  private final char[] pending = new char[2];
  private int left;
  private long line = 1;

  private PlaceholderMarks(PushbackReader script, String name) {
    super(script);
    this.ahead = script;
    this.name = name;
  }

  /** A script with marks; {@code name} is what it is called in messages. */
  static Reader in(Reader script, String name) {
    return new PlaceholderMarks(new PushbackReader(script, 2), name);
  }

  /** The text as it was written. */
  static String unmarked(String text) {
    StringBuilder plain = new StringBuilder(text);
    for (int i = 0; i < plain.length(); i++) {
      plain.setCharAt(i, unmarked(plain.charAt(i)));
    }
    return plain.toString();
  }

  private static char unmarked(char c) {
    return switch (c) {
      case DOLLAR, ESCAPE, ESCAPED_DOLLAR -> '$';
      case BRACE, ESCAPED_BRACE -> '{';
      default -> c;
    };
  }

  /** What is read from a script with marks, as it was written. */
  static Reader unmarked(Reader marked) {
    return new FilterReader(marked) {
      @Override
      public int read() throws IOException {
        int c = in.read();
        return c < 0 ? c : unmarked((char) c);
      }

      @Override
      public int read(char[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        for (int i = offset; i < offset + count; i++) {
          into[i] = unmarked(into[i]);
        }
        return count;
      }
    };
  }

  /** Whether an escape begins there, whose place the characters behind its first take. */
  static boolean isEscape(char c) {
    return c == ESCAPE;
  }

  @Override
  public int read() throws IOException {
    if (left > 0) {
      return pending[--left];
    }
    int c = ahead.read();
    if (c == '$') {
      return dollar();
    } else if (c >= DOLLAR && c <= ESCAPED_BRACE) {
      throw new InvalidScript(
          name,
          line,
          1,
          "This line has a character that is no text (U+" + Integer.toHexString(c) + "), and"
              + " placeholders need it. Remove it. Nothing was executed.");
    } else if (c == '\n') {
      line++;
    }
    return c;
  }

  private int dollar() throws IOException {
    int second = ahead.read();
    if (second == '{') {
      push(BRACE);
      return DOLLAR;
    } else if (second == '$') {
      int third = ahead.read();
      if (third == '{') {
        push(ESCAPED_BRACE);
        push(ESCAPED_DOLLAR);
        return ESCAPE;
      }
      unread(third);
    }
    unread(second);
    return '$';
  }

  private void push(char c) {
    pending[left++] = c;
  }

  private void unread(int c) throws IOException {
    if (c >= 0) {
      ahead.unread(c);
    }
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    int count = 0;
    for (int c = 0; count < length; count++) {
      c = read();
      if (c < 0) {
        return count == 0 ? -1 : count;
      }
      into[offset + count] = (char) c;
    }
    return count;
  }
}
