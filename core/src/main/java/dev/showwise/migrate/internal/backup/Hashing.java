package dev.showwise.migrate.internal.backup;

import dev.showwise.migrate.internal.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 of values that cannot be mistaken for one another, whatever stands next to what. */
final class Hashing {
  private final MessageDigest digest = Sha256.newDigest();
  private final ByteBuffer head = ByteBuffer.allocate(9);

  /** The SHA-256 of a file, in hexadecimal. */
  static String ofFile(Path file) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
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
