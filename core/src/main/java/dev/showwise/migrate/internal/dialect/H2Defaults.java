package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.Tokenizer.Kind;
import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Defaults of columns: how H2 writes them, and what it means by what is written. */
final class H2Defaults {
  private static final DefaultValue NULL = new DefaultValue.Expression("NULL");

  private H2Defaults() {}

  /** The default as it is written after DEFAULT for a column of that type. */
  static String sql(DefaultValue value, ColumnType type) {
    DefaultValue inColumn = TypedDefaults.inColumn(value, H2Types.normalize(type));
    if (inColumn instanceof DefaultValue.Expression expression) {
      return "(" + expression.sql() + ")";
    } else if (inColumn instanceof DefaultValue.Text text) {
      return TypedDefaults.quoted(text, "H2");
    }
    return inColumn.toString().toUpperCase(Locale.ROOT);
  }

  /** Reads a default as H2 tells it; empty for none, which NULL is too. */
  static Optional<DefaultValue> parse(String expression, ColumnType type) {
    List<Token> tokens = Tokens.withoutParentheses(H2Tokenizer.tokens(expression));
    if (tokens.isEmpty()) {
      return Optional.empty();
    }
    Optional<DefaultValue> simple = simple(withoutCast(tokens));
    if (simple.isPresent()) {
      return simple
          .filter(value -> !value.equals(NULL))
          .map(value -> TypedDefaults.inColumn(value, H2Types.normalize(type)));
    }
    return Optional.of(new DefaultValue.Expression(Tokens.text(tokens)));
  }

  /** {@code 1E+3} of {@code CAST(1E+3 AS DECFLOAT)}. */
  private static List<Token> withoutCast(List<Token> tokens) {
    if (tokens.size() > 5
        && tokens.get(0).is("CAST")
        && Tokens.closing(tokens, 1) == tokens.size() - 1) {
      for (int i = tokens.size() - 1; i > 2; i--) {
        if (tokens.get(i).is("AS")) {
          return Tokens.withoutParentheses(tokens.subList(2, i));
        }
      }
    }
    return tokens;
  }

  /** What needs no expression to say; {@code NULL} as an expression; empty for all else. */
  private static Optional<DefaultValue> simple(List<Token> tokens) {
    Token first = tokens.get(0);
    Token last = tokens.get(tokens.size() - 1);
    if (last.kind() == Kind.STRING) {
      return text(tokens, first, last).map(DefaultValue::of);
    } else if (last.kind() == Kind.NUMBER) {
      boolean signed = tokens.size() == 2 && (first.is('-') || first.is('+'));
      return tokens.size() == 1 || signed
          ? Numbers.ofSql(last.text())
              .map(n -> new DefaultValue.Numeric(first.is('-') ? n.negate() : n))
          : Optional.empty();
    } else if (tokens.size() > 1) {
      return Optional.empty();
    } else if (first.is("TRUE") || first.is("FALSE")) {
      return Optional.of(DefaultValue.of(first.is("TRUE")));
    } else if (first.is("CURRENT_TIMESTAMP") || first.is("LOCALTIMESTAMP")) {
      return Optional.of(DefaultValue.currentTimestamp());
    }
    return first.is("NULL") ? Optional.of(NULL) : Optional.empty();
  }

  /** {@code 'a'}, {@code U&'\00e4'}, {@code DATE '2026-01-02'}. */
  private static Optional<String> text(List<Token> tokens, Token first, Token last) {
    boolean unicode = tokens.size() == 3
        && first.is("U")
        && tokens.get(1).is('&')
        && last.start() == first.start() + 2;
    if (unicode) {
      return Optional.of(unescaped(last.unquoted()));
    }
    boolean moment =
        tokens.size() == 2 && (first.is("DATE") || first.is("TIME") || first.is("TIMESTAMP"));
    return tokens.size() == 1 || moment ? Optional.of(last.unquoted()) : Optional.empty();
  }

  /** H2 writes what is not ASCII with a backslash and four digits, or six after a plus sign. */
  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      boolean escape = text.charAt(i) == '\\';
      boolean doubled = escape && text.startsWith("\\\\", i);
      int start = escape && text.startsWith("\\+", i) ? i + 2 : i + 1;
      int end = start == i + 2 ? i + 8 : i + 5;
      if (escape && !doubled && end <= text.length()) {
        plain.appendCodePoint(Integer.parseInt(text.substring(start, end), 16));
        i = end;
      } else {
        plain.append(text.charAt(i));
        i += doubled ? 2 : 1;
      }
    }
    return plain.toString();
  }

  /** One value for all defaults that give the same value in a column of that type. */
  static DefaultValue normalize(DefaultValue value, ColumnType type) {
    if (!(value instanceof DefaultValue.Expression expression)) {
      return TypedDefaults.inColumn(value, H2Types.normalize(type));
    }
    Optional<DefaultValue> parsed = parse(expression.sql(), type);
    if (parsed.isPresent() && parsed.get() instanceof DefaultValue.Expression e) {
      return new DefaultValue.Expression(Tokens.canonical(H2Tokenizer.tokens(e.sql())));
    }
    return parsed.orElse(NULL);
  }
}
