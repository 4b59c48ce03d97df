package dev.showwise.migrate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A fingerprint of what a migration does, recorded when it is applied, so that a later change of it
 * is noticed.
 *
 * @param algorithm the name of the way it was made, so that the way can be changed one day
 * @param value the fingerprint, without a colon or white space
 */
public record Checksum(String algorithm, String value) {
  /** Refuses parts that could not be told apart again. */
  public Checksum {
    Objects.requireNonNull(value, "value");
    if (algorithm.isEmpty() || algorithm.indexOf(':') >= 0) {
      throw new IllegalArgumentException("'" + algorithm + "' cannot be an algorithm's name");
    }
  }

  /** The SHA-256 of a text in UTF-8, under the name {@code algorithm}. */
  public static Checksum sha256(String algorithm, String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new Checksum(algorithm, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if the text has no algorithm in front
   */
  public static Checksum parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("'" + text + "' is not a checksum: ALGORITHM:VALUE");
    }
    return new Checksum(text.substring(0, colon), text.substring(colon + 1));
  }

  /** The algorithm, a colon and the value. */
  @Override
  public String toString() {
    return algorithm + ":" + value;
  }
}
