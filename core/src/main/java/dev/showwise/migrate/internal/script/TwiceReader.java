package dev.showwise.migrate.internal.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** A script whose beginning is read twice. What of it was read is kept for that, and no more: it may be a line or a megabyte. */
final class TwiceReader extends Reader {
  private final BufferedReader script;
  private final StringBuilder begun = new StringBuilder();
  private boolean isAgain;
  private int place;

  TwiceReader(BufferedReader script) {
    this.script = script;
  }

  /** Goes back to the beginning; once. */
  void again() {
    isAgain = true;
  }

  @Override
  public int read() throws IOException {
    if (isAgain) {
      return place < begun.length() ? begun.charAt(place++) : script.read();
    }
    int c = script.read();
    if (c >= 0) {
      begun.append((char) c);
    }
    return c;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    if (isAgain && place >= begun.length()) {
      return script.read(into, offset, length);
    }
    int count = 0;
    while (count < length && !(isAgain && place >= begun.length())) {
      int c = read();
      if (c < 0) {
        break;
      }
      into[offset + count++] = (char) c;
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  @Override
  public void close() throws IOException {
    script.close();
  }
}
