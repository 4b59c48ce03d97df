package dev.showwise.migrate.internal.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The SHA-256 of several texts, which differs too where they are divided in another way. For one thread. */
public final class Parts {
  private final MessageDigest sha256 = Sha256.newDigest();

  /** Of none so far. */
  public Parts() {}

  /** Adds a text behind those that were added. */
  public void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha256.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
    sha256.update(bytes);
  }

  /** The hash of all that was added since it was asked for last. */
  public byte[] hash() {
    return sha256.digest();
  }

  /** {@link #hash} as hexadecimal digits. */
  public String value() {
    return HexFormat.of().formatHex(hash());
  }
}
