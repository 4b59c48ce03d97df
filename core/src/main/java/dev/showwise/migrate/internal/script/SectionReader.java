package dev.showwise.migrate.internal.script;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Some lines of a script. Those before are empty, so that every line keeps its number; those after are left
 * out.
 */
final class SectionReader extends FilterReader {
  private final int firstLine;
  private final int lastLine;
  private int line = 1;
  private boolean afterReturn;

  SectionReader(Reader script, int firstLine, int lastLine) {
    super(script);
    this.firstLine = firstLine;
    this.lastLine = lastLine;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (line <= lastLine) {
      int count = in.read(into, offset, length);
      if (count < 0) {
        return -1;
      }
      int kept = keep(into, offset, count);
      if (kept > 0) {
        return kept;
      }
    }
    return -1;
  }

  /** Moves what belongs to the section to the front, and returns how much that is. */
  private int keep(char[] chars, int offset, int count) {
    int kept = offset;
    for (int i = offset; i < offset + count && line <= lastLine; i++) {
      char c = chars[i];
      boolean isSecondOfTwo = c == '\n' && afterReturn;
      boolean isEnd = c == '\n' || c == '\r';
      if (isEnd || line >= firstLine) {
        chars[kept++] = c;
      }
      afterReturn = c == '\r';
      if (isEnd && !isSecondOfTwo) {
        line++;
      }
    }
    return kept - offset;
  }
}
