package dev.showwise.migrate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The version of a migration: whole numbers separated by {@code .} or {@code _}, such as {@code 1},
 * {@code 2026.02.1} or {@code 20260214_0900}.
 *
 * <p>What has no version of its own, because it is run whenever it changed, has a name in its place, such
 * as {@code R__seat_view}. Names come after all numbers, and among themselves in the order of their letters.
 *
 * <p>Versions are compared number by number. Leading zeros and trailing zero parts do not count, nor
 * does which separator was used: {@code 1}, {@code 1.0} and {@code 01} are equal. {@link #toString}
 * gives the text as it was written, {@link #canonical} the one text that equal versions share.
 */
public final class MigrationVersion implements Comparable<MigrationVersion> {
  private static final int LONGEST = 100;
  private static final String NAME = "R__";

  private final String text;
  private final List<BigInteger> parts;

  private MigrationVersion(String text, List<BigInteger> parts) {
    this.text = text;
    this.parts = parts;
  }

  /**
   * Reads a version.
   *
   * @throws IllegalArgumentException if the text is not a version; the message quotes it and says
   *     what a version looks like
   */
  public static MigrationVersion of(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw notAVersion(text);
    }
    if (isName(text)) {
      return new MigrationVersion(text, List.of());
    }
    List<BigInteger> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      boolean separator = i == text.length() || text.charAt(i) == '.' || text.charAt(i) == '_';
      if (separator) {
        if (i == start) {
          throw notAVersion(text);
        }
        parts.add(new BigInteger(text.substring(start, i)));
        start = i + 1;
      } else if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        throw notAVersion(text);
      }
    }
    while (parts.size() > 1 && parts.get(parts.size() - 1).signum() == 0) {
      parts.remove(parts.size() - 1);
    }
    return new MigrationVersion(text, List.copyOf(parts));
  }

  /**
   * The version of what has none.
   *
   * @param name {@code R__} and letters, digits, {@code .}, {@code _} or {@code -}; at most 100 characters
   * @throws IllegalArgumentException if the name is not of that kind
   */
  public static MigrationVersion repeatable(String name) {
    if (!isName(name)) {
      throw notAVersion(name);
    }
    return of(name);
  }

  private static boolean isName(String text) {
    boolean isOne = text.startsWith(NAME) && text.length() > NAME.length();
    for (int i = NAME.length(); isOne && i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isLetterOrDigit =
          (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      isOne = isLetterOrDigit || c == '.' || c == '_' || c == '-';
    }
    return isOne;
  }

  /** Whether it is a name, of what is run whenever it changed. */
  public boolean isRepeatable() {
    return parts.isEmpty();
  }

  private static IllegalArgumentException notAVersion(String text) {
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return new IllegalArgumentException(
        "'" + shown + "' is not a version: whole numbers separated by '.' or '_' are expected,"
            + " such as 1, 2026.02.1 or 20260214_0900 (at most " + LONGEST + " characters)");
  }

  /** The one text that equal versions share: no leading zeros, no trailing zero parts, dots. */
  public String canonical() {
    if (isRepeatable()) {
      return text;
    }
    StringBuilder canonical = new StringBuilder();
    for (BigInteger part : parts) {
      canonical.append(canonical.isEmpty() ? "" : ".").append(part);
    }
    return canonical.toString();
  }

  @Override
  public int compareTo(MigrationVersion other) {
    if (isRepeatable() || other.isRepeatable()) {
      return isRepeatable() && other.isRepeatable()
          ? text.compareTo(other.text)
          : Boolean.compare(isRepeatable(), other.isRepeatable());
    }
    for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
      int order = part(i).compareTo(other.part(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private BigInteger part(int i) {
    return i < parts.size() ? parts.get(i) : BigInteger.ZERO;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MigrationVersion version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    return isRepeatable() ? text.hashCode() : parts.hashCode();
  }

  /** The version as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
