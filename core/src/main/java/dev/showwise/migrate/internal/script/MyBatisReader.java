package dev.showwise.migrate.internal.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script in which a comment such as {@code -- @DELIMITER |} says what ends statements from there on. What
 * does is written as a semicolon here, and what stands behind it on its line is left out, as MyBatis does; a
 * product knows by itself which semicolons are within a body. Every character keeps its place.
 */
final class MyBatisReader extends Reader {
  private static final Pattern DELIMITER = Pattern.compile(
      "\\s*(?:--|//)\\s*(?://)?\\s*@DELIMITER\\s+(\\S+).*", Pattern.CASE_INSENSITIVE);

  private final BufferedReader script;
  private String delimiter = ";";
  private String line = "";
  private int taken;

  MyBatisReader(Reader script) {
    this.script = new BufferedReader(script);
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (taken == line.length()) {
      line = next();
      taken = 0;
    }
    int count = Math.min(length, line.length() - taken);
    line.getChars(taken, taken + count, into, offset);
    taken += count;
    return count == 0 && length > 0 ? -1 : count;
  }

  /** The next line with its end; empty after the last. */
  private String next() throws IOException {
    StringBuilder text = new StringBuilder();
    int c = script.read();
    while (c >= 0 && c != '\n' && c != '\r') {
      text.append((char) c);
      c = script.read();
    }
    String changed = changed(text.toString());
    return c < 0 ? changed : changed + (char) c;
  }

  private String changed(String text) {
    Matcher comment = DELIMITER.matcher(text);
    if (comment.matches()) {
      delimiter = comment.group(1);
      return text.replace("//", "--");
    }
    String stripped = text.strip();
    int end = text.lastIndexOf(delimiter);
    if (stripped.startsWith("--") || delimiter.equals(";") || end < 0) {
      return text;
    }
    return text.substring(0, end) + ";" + " ".repeat(text.length() - end - 1);
  }

  @Override
  public void close() throws IOException {
    script.close();
  }
}
