package dev.showwise.migrate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;

/**
 * A fingerprint of what a migration does, recorded when it is applied, so that a later change of it
 * is noticed.
 *
 * @param algorithm the name of the way it was made, so that the way can be changed one day
 * @param value the fingerprint of what it means, without a colon or white space
 * @param raw the fingerprint of its text to the last byte; empty where there is no text. That it
 *     differs while {@code value} does not is worth a warning, and no more
 */
public record Checksum(String algorithm, String value, String raw) {
  private static final String RAW = ";raw=";
  private static final String TEXT = "text-1";

  /** What this release makes: of texts, declared changes, and scripts that can and cannot be cut. */
  private static final Set<String> KNOWN = Set.of(TEXT, "schema-1", "script-1", "script-uncut-1");

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Refuses parts that could not be told apart again. */
  public Checksum {
    Objects.requireNonNull(raw, "raw");
    if (algorithm.isEmpty() || algorithm.indexOf(':') >= 0) {
      throw new IllegalArgumentException("'" + algorithm + "' cannot be an algorithm's name");
    }
    if (value.contains(RAW) || raw.contains(RAW)) {
      throw new IllegalArgumentException("a checksum's value cannot contain '" + RAW + "'");
    }
  }

  /** A fingerprint of something that is no text. */
  public Checksum(String algorithm, String value) {
    this(algorithm, value, "");
  }

  /**
   * The fingerprint of a script or another text. How its lines end, a byte order mark in front, and
   * line ends after the last line have no part in what it means, since editors and version control
   * change them; they do have one in {@link #raw}. Every other character counts.
   */
  public static Checksum ofText(String text) {
    return new Checksum(
        TEXT, sha256(TEXT, normalized(text)).value(), sha256(TEXT, text).value());
  }

  private static String normalized(String text) {
    int start = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    String lines = text.substring(start).replace("\r\n", "\n").replace('\r', '\n');
    int end = lines.length();
    while (end > 0 && lines.charAt(end - 1) == '\n') {
      end--;
    }
    return lines.substring(0, end);
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
    int raw = text.indexOf(RAW, colon);
    return raw < 0
        ? new Checksum(text.substring(0, colon), text.substring(colon + 1))
        : new Checksum(
            text.substring(0, colon),
            text.substring(colon + 1, raw),
            text.substring(raw + RAW.length()));
  }

  /**
   * Whether it was made in a way that this release has itself. What a later release makes, or an author in a way
   * of his own, can be compared with what was made in the same way alone.
   */
  public boolean isOfKnownAlgorithm() {
    return KNOWN.contains(algorithm);
  }

  /** The algorithm, a colon and the value, without what is raw. */
  public String meaning() {
    return algorithm + ":" + value;
  }

  /** All of it: {@link #meaning}, and what is raw if there is any. */
  @Override
  public String toString() {
    return raw.isEmpty() ? meaning() : meaning() + RAW + raw;
  }
}
