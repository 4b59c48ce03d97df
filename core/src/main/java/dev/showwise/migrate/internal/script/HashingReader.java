package dev.showwise.migrate.internal.script;

import java.io.IOException;
import java.io.Reader;

/** A script whose every character is counted into a fingerprint as it is read. */
final class HashingReader extends Reader {
  private final Reader script;
  private final Fingerprint fingerprint;

  HashingReader(Reader script, Fingerprint fingerprint) {
    this.script = script;
    this.fingerprint = fingerprint;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    int count = script.read(into, offset, length);
    for (int i = offset; i < offset + count; i++) {
      fingerprint.add(into[i]);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    script.close();
  }
}
