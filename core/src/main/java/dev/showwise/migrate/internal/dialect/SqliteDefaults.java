package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.SqliteTypes.Affinity;
import dev.showwise.migrate.internal.dialect.Tokenizer.Kind;
import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import dev.showwise.migrate.schema.DefaultValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Defaults of columns: how SQLite writes them, and what it means by what is written. */
final class SqliteDefaults {
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
    List<Token> tokens = Tokens.withoutParentheses(SqliteTokenizer.tokens(text));
    if (tokens.isEmpty()) {
      return Optional.empty();
    }
    Token first = tokens.get(0);
    if (tokens.size() == 1) {
      return literal(first);
    } else if (tokens.size() == 2
        && (first.is('-') || first.is('+'))
        && tokens.get(1).kind() == Kind.NUMBER) {
      Optional<BigDecimal> number = Numbers.ofSql(tokens.get(1).text());
      if (number.isPresent()) {
        return number.map(n -> new DefaultValue.Numeric(first.is('-') ? n.negate() : n));
      }
    }
    return Optional.of(new DefaultValue.Expression(Tokens.text(tokens)));
  }

  private static Optional<DefaultValue> literal(Token token) {
    if (token.kind() == Kind.STRING || token.kind() == Kind.QUOTED) {
      return Optional.of(DefaultValue.of(token.unquoted()));
    } else if (token.kind() == Kind.NUMBER) {
      Optional<BigDecimal> number = Numbers.ofSql(token.text());
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
      Optional<BigDecimal> number = Numbers.ofText(text.value().strip());
      return number.isPresent() ? new DefaultValue.Numeric(number.get()) : value;
    }
    return value;
  }

  private static DefaultValue normalizeExpression(
      DefaultValue.Expression expression, Affinity affinity) {
    Optional<DefaultValue> parsed = parse(expression.sql());
    if (parsed.isEmpty()) {
      return new DefaultValue.Expression("NULL");
    } else if (parsed.get() instanceof DefaultValue.Expression e) {
      return new DefaultValue.Expression(Tokens.canonical(SqliteTokenizer.tokens(e.sql())));
    }
    return normalize(parsed.get(), affinity);
  }
}
