package dev.showwise.migrate.internal.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 of values that cannot be mistaken for one another, whatever stands next to what. */
final class Hashing {
  private static final int CHUNK = 1 << 16;

  private final MessageDigest digest = sha256();
  private final ByteBuffer head = ByteBuffer.allocate(9);

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The SHA-256 of a file, in hexadecimal. */
  static String ofFile(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Adds a value as the driver gives it: an integer, a real, a text, bytes or nothing. */
  void add(@Nullable Object value) {
    if (value == null) {
      begin('n', 0);
    } else if (value instanceof byte[] bytes) {
      begin('b', bytes.length);
      digest.update(bytes);
    } else if (value instanceof Double real) {
      begin('r', Double.doubleToRawLongBits(real));
    } else if (value instanceof Number number) {
      begin('i', number.longValue());
    } else {
      byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
      begin('t', text.length);
      digest.update(text);
    }
  }

  private void begin(char kind, long number) {
    head.clear();
    head.put((byte) kind).putLong(number).flip();
    digest.update(head);
  }

  /** The hash of all that was added, in hexadecimal; begins anew afterwards. */
  String finish() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
