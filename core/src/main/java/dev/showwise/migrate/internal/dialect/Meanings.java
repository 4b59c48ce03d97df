package dev.showwise.migrate.internal.dialect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** What is meant by a text with escapes in it, as far as a message may say it. */
final class Meanings {
  private Meanings() {}

  /** The text of bytes that are written as hexadecimal digits; empty if they are no text. */
  static String ofHex(String digits) {
    String hex = digits.replaceAll("[\\s']", "").toLowerCase(Locale.ROOT);
    try {
      byte[] bytes = HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : "0" + hex);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException noText) {
      return "";
    }
  }

  /** What {@code U&'\0441'} means. */
  static String ofUnicodeEscapes(String inner) {
    StringBuilder text = new StringBuilder(inner.length());
    int i = 0;
    while (i < inner.length()) {
      int length = inner.charAt(i) != '\\' ? 0 : inner.startsWith("+", i + 1) ? 6 : 4;
      int from = i + (length == 6 ? 2 : 1);
      if (length > 0 && isNumber(inner, from, length, 16)) {
        append(text, Integer.parseInt(inner.substring(from, from + length), 16));
        i = from + length;
      } else {
        text.append(inner.charAt(i));
        i++;
      }
    }
    return text.toString();
  }

  /** What is meant in a text with the escapes of C, as PostgreSQL has them after an E. */
  static String ofEscapes(String inner) {
    StringBuilder text = new StringBuilder(inner.length());
    int i = 0;
    while (i < inner.length()) {
      char c = inner.charAt(i);
      boolean escape = c == '\\' && i + 1 < inner.length();
      i = escape ? escape(inner, i + 1, text) : i + 1;
      if (!escape) {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** Appends what is meant at {@code at}, behind the backslash; returns the place behind it. */
  private static int escape(String inner, int at, StringBuilder text) {
    char c = inner.charAt(at);
    switch (c) {
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'x' -> {
        return number(inner, at + 1, 2, 16, text);
      }
      case 'u' -> {
        return number(inner, at + 1, 4, 16, text);
      }
      case 'U' -> {
        return number(inner, at + 1, 8, 16, text);
      }
      default -> {
        if (c >= '0' && c <= '7') {
          return number(inner, at, 3, 8, text);
        }
        text.append(c);
      }
    }
    return at + 1;
  }

  private static int number(String inner, int at, int digits, int radix, StringBuilder text) {
    int length = 0;
    while (length < digits && isNumber(inner, at + length, 1, radix)) {
      length++;
    }
    if (length > 0) {
      append(text, (int) Long.parseLong(inner.substring(at, at + length), radix));
    }
    return at + length;
  }

  private static boolean isNumber(String text, int at, int length, int radix) {
    return at + length <= text.length()
        && text.substring(at, at + length).chars().allMatch(c -> Character.digit(c, radix) >= 0);
  }

  private static void append(StringBuilder text, int codePoint) {
    if (Character.isValidCodePoint(codePoint)) {
      text.appendCodePoint(codePoint);
    }
  }
}
