package dev.showwise.migrate.faults;

import java.util.List;
import java.util.Random;

/** Texts that nobody would write, and that a reader must not trip over. */
public final class Noise {
  /** What has a meaning somewhere: in a path, a URL, SQL, JSON, a shell, a terminal. */
  private static final List<String> PIECES = List.of(
      "..",
      "/",
      "\\",
      "%2e%2e%2f",
      "~",
      ":",
      ";",
      "@",
      "=",
      "&",
      "?",
      "#",
      "%",
      "%00",
      "$",
      "${x}",
      "`",
      "'",
      "\"",
      "''",
      "\"\"",
      "--",
      "/*",
      "*/",
      "[",
      "]",
      "{",
      "}",
      "<",
      ">",
      "|",
      ",",
      "(",
      ")",
      "jdbc:",
      "file:",
      "sqlite:",
      "//",
      "password=",
      "user:",
      "NULL",
      "true",
      "0",
      "00",
      "-1",
      "1e309",
      ".",
      "_",
      "-",
      "+",
      " ",
      "\t",
      "\n",
      "\r\n",
      "\r",
      "\u000b",
      "\u001b[31m",
      "\u0007",
      "\u007f",
      "\u0085",
      "\u00a0",
      "\u00e9",
      "e\u0301",
      "\u0130",
      "\u017f",
      "\u2028",
      "\u2029",
      "\u202e",
      "\u200b",
      "\ufeff",
      "\ufffd",
      "\uffff",
      "\ud83c\udfad",
      "\u5927\u9053\u5177",
      "\u0663",
      "CON",
      "nul.txt",
      "a",
      "Z",
      "k",
      "9");

  /** What no file name and no text of a database can have. */
  private static final List<String> IMPOSSIBLE = List.of("\u0000", "\ud800", "\udc00");

  private final Random random;

  /** Noise that {@code random} makes, and makes again. */
  public Noise(Random random) {
    this.random = random;
  }

  /** At most so many pieces; possibly none. */
  public String text(int most) {
    return text(most, PIECES);
  }

  /** The same, with what is no text at all among it. */
  public String anything(int most) {
    String text = text(most);
    return random.nextInt(4) == 0
        ? text + IMPOSSIBLE.get(random.nextInt(IMPOSSIBLE.size())) + text(most)
        : text;
  }

  /** At most so many of these. */
  public String text(int most, List<String> pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  /** One of these. */
  public <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** A number from 0 to below that one. */
  public int below(int bound) {
    return random.nextInt(bound);
  }
}
