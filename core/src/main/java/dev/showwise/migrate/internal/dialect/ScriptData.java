package dev.showwise.migrate.internal.dialect;

import java.io.IOException;
import java.io.Reader;
import java.util.Objects;

/**
 * What comes after a statement that reads from its client: the lines after its own, up to one that has
 * {@code \.} alone, or to the end of the script.
 */
final class ScriptData extends Reader {
  private static final String END = "\\.";

  private final ScriptText script;
  private int at;
  private boolean begun;
  private boolean over;
  private String line = "";
  private int taken;

  /** {@code after} is where the statement ended. */
  ScriptData(ScriptText script, int after) {
    this.script = script;
    this.at = after;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (taken == line.length() && !nextLine()) {
      return -1;
    }
    int count = Math.min(length, line.length() - taken);
    line.getChars(taken, taken + count, into, offset);
    taken += count;
    return count;
  }

  private boolean nextLine() throws IOException {
    if (!begun) {
      begun = true;
      restOfLine();
    }
    taken = 0;
    line = over ? "" : restOfLine();
    if (line.isEmpty() || line.stripTrailing().equals(END)) {
      over = true;
      line = "";
    }
    return !over;
  }

  private String restOfLine() throws IOException {
    int end = script.text().indexOf('\n', at);
    while (end < 0 && !script.isAtEnd()) {
      script.moveTo(at);
      at = 0;
      end = script.text().indexOf('\n');
    }
    int start = at;
    at = end < 0 ? script.text().length() : end + 1;
    return script.text().substring(start, at);
  }

  /** Leaves out what nobody has read. */
  void drain() throws IOException {
    boolean more = !over;
    while (more) {
      more = nextLine();
    }
  }

  /** Where what comes after it begins. */
  int end() {
    return at;
  }

  @Override
  public void close() {
    // the script goes on
  }
}
