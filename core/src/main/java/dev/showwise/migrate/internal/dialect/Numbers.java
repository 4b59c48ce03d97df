package dev.showwise.migrate.internal.dialect;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Numbers as they are written in SQL. */
final class Numbers {
  /** The products' numbers end far below; what is longer is no number that anybody means. */
  private static final int LONGEST_NUMBER = 400;

  private Numbers() {}

  /** A number without its sign, as SQL has it; empty for what is none, or for one too long. */
  static Optional<BigDecimal> ofSql(String text) {
    String digits = text.replace("_", "");
    try {
      if (digits.startsWith("0x") || digits.startsWith("0X")) {
        return Optional.of(new BigDecimal(new BigInteger(digits.substring(2), 16)));
      }
      BigDecimal number = new BigDecimal(digits);
      boolean sane =
          digits.length() <= LONGEST_NUMBER && Math.abs(number.scale()) <= LONGEST_NUMBER;
      return sane ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** What a text becomes in a numeric column; unlike in SQL, no hexadecimal and no underscores. */
  static Optional<BigDecimal> ofText(String text) {
    boolean plain =
        !text.isEmpty() && text.chars().allMatch(c -> "+-.0123456789eE".indexOf(c) >= 0);
    return plain ? ofSql(text) : Optional.empty();
  }
}
