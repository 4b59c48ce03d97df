package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.spi.ScriptFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a script, as far as a layout needs them: how each begins. A line may be longer than memory
 * is large. What is not UTF-8 is noticed when the script itself is read.
 */
final class Lines implements AutoCloseable {
  /** No annotation is longer. */
  private static final int LONGEST = 1000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Reader reader;
  private int number;
  private int pushedBack = -1;

  private Lines(Reader reader) {
    this.reader = reader;
  }

  static Lines of(ScriptFolder folder, String file) throws IOException {
    return new Lines(
        new BufferedReader(new InputStreamReader(folder.open(file), StandardCharsets.UTF_8)));
  }

  /** The first line of a file; empty if there is none. */
  static String first(ScriptFolder folder, String file) throws IOException {
    try (Lines lines = of(folder, file)) {
      String first = lines.next();
      return first == null ? "" : first;
    }
  }

  /** The number of the line that was given last, from 1. */
  int number() {
    return number;
  }

  /** How the next line begins, without its end; null after the last. */
  @Nullable
  String next() throws IOException {
    int c = read();
    if (c < 0) {
      return null;
    }
    number++;
    if (number == 1 && c == BYTE_ORDER_MARK) {
      c = read();
    }
    StringBuilder line = new StringBuilder();
    while (c >= 0 && c != '\n' && c != '\r') {
      if (line.length() < LONGEST) {
        line.append((char) c);
      }
      c = read();
    }
    if (c == '\r') {
      int after = read();
      pushedBack = after == '\n' ? -1 : after;
    }
    return line.toString();
  }

  private int read() throws IOException {
    if (pushedBack >= 0) {
      int c = pushedBack;
      pushedBack = -1;
      return c;
    }
    return reader.read();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
