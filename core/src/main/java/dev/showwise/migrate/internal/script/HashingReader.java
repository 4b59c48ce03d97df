package dev.showwise.migrate.internal.script;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** A script whose every character is counted into a fingerprint as it is read. */
final class HashingReader extends FilterReader {
  private final Fingerprint fingerprint;

  HashingReader(Reader script, Fingerprint fingerprint) {
    super(script);
    this.fingerprint = fingerprint;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    int count = in.read(into, offset, length);
    for (int i = offset; i < offset + count; i++) {
      fingerprint.add(into[i]);
    }
    return count;
  }
}
