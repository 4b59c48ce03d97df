package dev.showwise.migrate.internal.dialect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows after a {@code COPY … FROM STDIN}, in PostgreSQL's own format or CSV; see "File Formats" on the page
 * of COPY in its manual.
 */
final class CopiedRows {
  private final BufferedReader lines;
  private final CopyFormat format;
  private long line;

  CopiedRows(Reader rows, CopyFormat format) {
    this.lines = new BufferedReader(rows);
    this.format = format;
  }

  /** The next row; null at the end. A value that is NULL is null. */
  @Nullable
  List<@Nullable String> next() throws IOException, SQLException {
    if (line == 0 && format.hasHeader()) {
      readLine();
    }
    String text = readLine();
    if (text == null) {
      return null;
    }
    return format.isCsv() ? csv(text) : plain(withoutReturn(joined(text)));
  }

  /** The line that was read last, counted from the first one behind the statement. */
  long line() {
    return line;
  }

  /** Up to the next line feed, without it; a value of CSV may have a carriage return before it. */
  private @Nullable String readLine() throws IOException {
    StringBuilder text = new StringBuilder();
    int c = lines.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = lines.read()) {
      text.append((char) c);
    }
    line++;
    return text.toString();
  }

  private static String withoutReturn(String text) {
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  // --- PostgreSQL's own format

  /** With the lines after it that a backslash makes a part of it. */
  private String joined(String first) throws IOException {
    if (!endsWithBackslash(first)) {
      return first;
    }
    StringBuilder text = new StringBuilder(first);
    String last = first;
    while (endsWithBackslash(last)) {
      last = readLine();
      if (last == null) {
        return text.toString();
      }
      text.append('\n').append(last);
    }
    return text.toString();
  }

  private static boolean endsWithBackslash(String text) {
    int count = 0;
    while (count < text.length() && text.charAt(text.length() - 1 - count) == '\\') {
      count++;
    }
    return count % 2 == 1;
  }

  private List<@Nullable String> plain(String text) throws SQLException {
    List<@Nullable String> values = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == format.delimiter()) {
        String raw = text.substring(start, i);
        values.add(raw.equals(format.nothing()) ? null : unescaped(raw));
        start = i + 1;
      } else if (text.charAt(i) == '\\') {
        i++;
      }
    }
    return values;
  }

  private String unescaped(String raw) throws SQLException {
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    StringBuilder text = new StringBuilder(raw.length());
    int i = 0;
    while (i < raw.length()) {
      char c = raw.charAt(i);
      i++;
      if (c == '\\' && i < raw.length()) {
        i = unescapeOne(raw, i, text);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** Appends what a backslash and the text from a place on mean; gives the place behind that. */
  private int unescapeOne(String raw, int at, StringBuilder text) throws SQLException {
    boolean isHexadecimal = raw.charAt(at) == 'x';
    int first = isHexadecimal ? at + 1 : at;
    int radix = isHexadecimal ? 16 : 8;
    int digits = digits(raw, first, isHexadecimal ? 2 : 3, radix);
    if (digits > 0) {
      text.append(character(Integer.parseInt(raw.substring(first, first + digits), radix)));
      return first + digits;
    }
    text.append(control(raw.charAt(at)));
    return at + 1;
  }

  private char character(int code) throws SQLException {
    if (code > 0x7f) {
      throw new SQLException("line " + line + " of the rows has a character that is written as its"
          + " bytes. Write it as the character that it is, in UTF-8.");
    }
    return (char) code;
  }

  private static int digits(String raw, int from, int most, int radix) {
    int count = 0;
    while (count < most
        && from + count < raw.length()
        && Character.digit(raw.charAt(from + count), radix) >= 0) {
      count++;
    }
    return count;
  }

  private static char control(char escaped) {
    return switch (escaped) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> '\u000b';
      default -> escaped;
    };
  }

  // --- CSV

  private List<@Nullable String> csv(String first) throws IOException, SQLException {
    List<@Nullable String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean isQuoted = false;
    boolean wasQuoted = false;
    String text = first;
    int i = 0;
    while (true) {
      if (i >= text.length() && isQuoted) {
        // a value may have line ends in it
        String more = readLine();
        if (more == null) {
          throw new SQLException("line " + line + " of the rows: a quote is never closed.");
        }
        value.append('\n');
        text = more;
        i = 0;
        continue;
      } else if (i >= text.length() || (!isQuoted && text.charAt(i) == format.delimiter())) {
        String found =
            i < text.length() || wasQuoted ? value.toString() : withoutReturn(value.toString());
        values.add(!wasQuoted && found.equals(format.nothing()) ? null : found);
        value.setLength(0);
        wasQuoted = false;
        if (i >= text.length()) {
          return values;
        }
      } else if (isQuoted && isEscape(text, i)) {
        i++;
        value.append(text.charAt(i));
      } else if (wasQuoted && !isQuoted && i + 1 == text.length() && text.charAt(i) == '\r') {
        // of the line's end
        wasQuoted = true;
      } else if (text.charAt(i) == format.quote()) {
        isQuoted = !isQuoted;
        wasQuoted = true;
      } else {
        value.append(text.charAt(i));
      }
      i++;
    }
  }

  /** Whether the character makes the one after it an ordinary one: a quote, or another escape. */
  private boolean isEscape(String text, int i) {
    boolean isPair = text.charAt(i) == format.escape() && i + 1 < text.length();
    return isPair
        && (text.charAt(i + 1) == format.quote() || text.charAt(i + 1) == format.escape());
  }
}
