package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.internal.digest.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The SHA-256 of a text that is not in memory as a whole: of its characters, two bytes each, the higher one
 * first, so that it does not matter in which pieces it comes.
 */
final class Fingerprint {
  private final byte[] buffer = new byte[2048];
  private final MessageDigest sha256 = Sha256.newDigest();
  private int size;

  void add(char c) {
    if (size == buffer.length) {
      flush();
    }
    buffer[size++] = (byte) (c >> 8);
    buffer[size++] = (byte) c;
  }

  void add(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      add(text.charAt(i));
    }
  }

  /** The value of a text that is in memory. */
  static String of(CharSequence text) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.add(text);
    return fingerprint.value();
  }

  private void flush() {
    sha256.update(buffer, 0, size);
    size = 0;
  }

  /** The value; to be asked once. */
  String value() {
    flush();
    return HexFormat.of().formatHex(sha256.digest());
  }
}
