package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.SqliteTokenizer.Kind;
import dev.showwise.migrate.internal.dialect.SqliteTokenizer.Token;
import dev.showwise.migrate.internal.dialect.SqliteTypes.Affinity;
import dev.showwise.migrate.schema.DefaultValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Defaults of columns: how SQLite writes them, and what it means by what is written. */
final class SqliteDefaults {
  /** SQLite's numbers end near 1.8e308; what is longer is no number that anybody means. */
  private static final int LONGEST_NUMBER = 400;

  private SqliteDefaults() {}

  /** The default as it is written after DEFAULT. */
  static String sql(DefaultValue value) {
    if (value instanceof DefaultValue.Bool bool) {
      return bool.value() ? "1" : "0";
    } else if (value instanceof DefaultValue.Expression expression) {
      return "(" + expression.sql() + ")";
    } else if (value instanceof DefaultValue.Text text && text.value().indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a default must not have a NUL character in it: SQLite has no way to write it");
    }
    return value.toString();
  }

  /** Reads a default as SQLite tells it; empty for none, which NULL is too. */
  static Optional<DefaultValue> parse(String text) {
    List<Token> tokens = withoutParentheses(SqliteTokenizer.tokens(text));
    if (tokens.isEmpty()) {
      return Optional.empty();
    }
    Token first = tokens.get(0);
    if (tokens.size() == 1) {
      return literal(first);
    } else if (tokens.size() == 2
        && (first.is('-') || first.is('+'))
        && tokens.get(1).kind() == Kind.NUMBER) {
      Optional<BigDecimal> number = number(tokens.get(1).text());
      if (number.isPresent()) {
        return number.map(n -> new DefaultValue.Numeric(first.is('-') ? n.negate() : n));
      }
    }
    int end = tokens.get(tokens.size() - 1).end();
    return Optional.of(new DefaultValue.Expression(first.sql().substring(first.start(), end)));
  }

  private static Optional<DefaultValue> literal(Token token) {
    if (token.kind() == Kind.STRING || token.kind() == Kind.QUOTED) {
      return Optional.of(DefaultValue.of(token.unquoted()));
    } else if (token.kind() == Kind.NUMBER) {
      Optional<BigDecimal> number = number(token.text());
      return Optional.of(
          number.isPresent()
              ? new DefaultValue.Numeric(number.get())
              : new DefaultValue.Expression(token.text()));
    } else if (token.kind() != Kind.WORD) {
      return Optional.of(new DefaultValue.Expression(token.text()));
    }
    return switch (token.folded()) {
      case "null" -> Optional.empty();
      case "true" -> Optional.of(DefaultValue.of(true));
      case "false" -> Optional.of(DefaultValue.of(false));
      case "current_timestamp" -> Optional.of(DefaultValue.currentTimestamp());
      case "current_date", "current_time" ->
        Optional.of(new DefaultValue.Expression(token.text().toUpperCase(Locale.ROOT)));
      // a bare name after DEFAULT is a text to SQLite
      default -> Optional.of(DefaultValue.of(token.text()));
    };
  }

  private static List<Token> withoutParentheses(List<Token> tokens) {
    List<Token> inner = tokens;
    while (inner.size() > 1
        && inner.get(0).kind() == Kind.OPEN
        && closing(inner, 0) == inner.size() - 1) {
      inner = inner.subList(1, inner.size() - 1);
    }
    return inner;
  }

  /** The place of the parenthesis that closes the one at {@code open}; -1 for none. */
  static int closing(List<Token> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      if (tokens.get(i).kind() == Kind.OPEN) {
        depth++;
      } else if (tokens.get(i).kind() == Kind.CLOSE && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<BigDecimal> number(String text) {
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

  /** One value for all defaults that give the same value in a column of that affinity. */
  static DefaultValue normalize(DefaultValue value, Affinity affinity) {
    if (value instanceof DefaultValue.Bool bool) {
      return normalize(DefaultValue.of(bool.value() ? 1 : 0), affinity);
    } else if (value instanceof DefaultValue.Expression expression) {
      return normalizeExpression(expression, affinity);
    } else if (value instanceof DefaultValue.Numeric && affinity == Affinity.TEXT) {
      return DefaultValue.of(value.toString());
    } else if (value instanceof DefaultValue.Text text
        && affinity != Affinity.TEXT
        && affinity != Affinity.BLOB) {
      Optional<BigDecimal> number = decimal(text.value().strip());
      return number.isPresent() ? new DefaultValue.Numeric(number.get()) : value;
    }
    return value;
  }

  /** What a text becomes in a numeric column; unlike in SQL, no hexadecimal and no underscores. */
  private static Optional<BigDecimal> decimal(String text) {
    boolean plain =
        !text.isEmpty() && text.chars().allMatch(c -> "+-.0123456789eE".indexOf(c) >= 0);
    return plain ? number(text) : Optional.empty();
  }

  private static DefaultValue normalizeExpression(
      DefaultValue.Expression expression, Affinity affinity) {
    Optional<DefaultValue> parsed = parse(expression.sql());
    if (parsed.isEmpty()) {
      return new DefaultValue.Expression("NULL");
    } else if (parsed.get() instanceof DefaultValue.Expression e) {
      return new DefaultValue.Expression(SqliteTokenizer.tokens(e.sql()).stream()
          .map(t -> t.kind() == Kind.WORD ? t.folded() : t.text())
          .collect(Collectors.joining(" ")));
    }
    return normalize(parsed.get(), affinity);
  }
}
