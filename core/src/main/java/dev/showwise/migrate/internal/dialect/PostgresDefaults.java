package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.Tokenizer.Kind;
import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Defaults of columns: how PostgreSQL writes them, and what it means by what is written. */
final class PostgresDefaults {
  /** Words that go on with a type's name: {@code character varying}. */
  private static final Set<String> TYPE_GOES_ON =
      Set.of("VARYING", "PRECISION", "WITH", "WITHOUT", "TIME", "ZONE");

  private PostgresDefaults() {}

  /** The default as it is written after DEFAULT for a column of that type. */
  static String sql(DefaultValue value, ColumnType type) {
    DefaultValue inColumn = TypedDefaults.inColumn(value, PostgresTypes.normalize(type));
    if (inColumn instanceof DefaultValue.Expression expression) {
      return "(" + expression.sql() + ")";
    } else if (inColumn instanceof DefaultValue.Text text) {
      String quoted = TypedDefaults.quoted(text, "PostgreSQL");
      // so that it means the same whatever standard_conforming_strings says
      return quoted.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }
    return inColumn.toString().toUpperCase(Locale.ROOT);
  }

  /** Whether PostgreSQL numbers the rows with this default, as it does in a serial column. */
  static boolean isSequence(String expression) {
    List<Token> tokens = PostgresTokenizer.tokens(expression);
    return tokens.size() > 3
        && tokens.get(0).is("NEXTVAL")
        && Tokens.closing(tokens, 1) == tokens.size() - 1;
  }

  /** Reads a default as PostgreSQL tells it; empty for none, which NULL is too. */
  static Optional<DefaultValue> parse(String expression, ColumnType type) {
    List<Token> tokens = Tokens.withoutParentheses(PostgresTokenizer.tokens(expression));
    if (tokens.isEmpty()) {
      return Optional.empty();
    }
    Optional<DefaultValue> simple = simple(literalWithoutCasts(tokens));
    if (simple.isPresent()) {
      boolean none = simple.get().equals(new DefaultValue.Expression("NULL"));
      return none
          ? Optional.empty()
          : Optional.of(TypedDefaults.inColumn(simple.get(), PostgresTypes.normalize(type)));
    }
    return Optional.of(new DefaultValue.Expression(Tokens.text(tokens)));
  }

  /** {@code 'crew'} of {@code ('crew'::text)::character varying(20)}. */
  private static List<Token> literalWithoutCasts(List<Token> tokens) {
    List<Token> inner = Tokens.withoutParentheses(tokens);
    int operand = inner.get(0).kind() == Kind.OPEN ? Tokens.closing(inner, 0) + 1 : 1;
    boolean isCast =
        operand > 0 && isCast(inner, operand) && endOfCasts(inner, operand) == inner.size();
    return isCast ? literalWithoutCasts(inner.subList(0, operand)) : inner;
  }

  private static boolean isCast(List<Token> tokens, int i) {
    return i + 2 < tokens.size() && tokens.get(i).is(':') && tokens.get(i + 1).is(':');
  }

  /** The place behind the casts that begin at {@code i}. */
  private static int endOfCasts(List<Token> tokens, int i) {
    int at = i;
    while (isCast(tokens, at)) {
      at += 3;
      while (at < tokens.size()) {
        Token token = tokens.get(at);
        if (token.kind() == Kind.OPEN && Tokens.closing(tokens, at) > 0) {
          at = Tokens.closing(tokens, at) + 1;
        } else if (token.is('.') || token.is('[') || token.is(']')) {
          at++;
        } else if (tokens.get(at - 1).is('.')
            || (token.kind() == Kind.WORD && TYPE_GOES_ON.stream().anyMatch(token::is))) {
          at++;
        } else {
          break;
        }
      }
    }
    return at;
  }

  /** What needs no expression to say; {@code NULL} as an expression; empty for all else. */
  private static Optional<DefaultValue> simple(List<Token> tokens) {
    Token first = tokens.get(0);
    boolean signed = tokens.size() == 2
        && (first.is('-') || first.is('+'))
        && tokens.get(1).kind() == Kind.NUMBER;
    if (signed) {
      return Numbers.ofSql(tokens.get(1).text())
          .map(n -> new DefaultValue.Numeric(first.is('-') ? n.negate() : n));
    } else if (isNow(tokens)) {
      return Optional.of(DefaultValue.currentTimestamp());
    } else if (tokens.size() > 1) {
      return Optional.empty();
    } else if (first.kind() == Kind.NUMBER) {
      return Numbers.ofSql(first.text()).map(DefaultValue.Numeric::new);
    } else if (first.kind() == Kind.STRING) {
      return Optional.of(DefaultValue.of(text(first)));
    } else if (first.is("TRUE") || first.is("FALSE")) {
      return Optional.of(DefaultValue.of(first.is("TRUE")));
    }
    return first.is("NULL") ? Optional.of(new DefaultValue.Expression("NULL")) : Optional.empty();
  }

  private static boolean isNow(List<Token> tokens) {
    Token first = tokens.get(0);
    boolean called = tokens.size() == 3
        && tokens.get(1).kind() == Kind.OPEN
        && tokens.get(2).kind() == Kind.CLOSE;
    return tokens.size() == 1
        ? first.is("CURRENT_TIMESTAMP") || first.is("LOCALTIMESTAMP")
        : called && (first.is("NOW") || first.is("TRANSACTION_TIMESTAMP"));
  }

  /** PostgreSQL writes a text that has a backslash in it with doubled ones and an E before it. */
  private static String text(Token token) {
    String written = token.text();
    if (written.charAt(0) == '\'') {
      return token.unquoted();
    }
    String inner = written.substring(2, written.length() - 1);
    return inner.replace("''", "'").replace("\\\\", "\\");
  }

  /** One value for all defaults that give the same value in a column of that type. */
  static DefaultValue normalize(DefaultValue value, ColumnType type) {
    if (!(value instanceof DefaultValue.Expression expression)) {
      return TypedDefaults.inColumn(value, PostgresTypes.normalize(type));
    }
    Optional<DefaultValue> parsed = parse(expression.sql(), type);
    if (parsed.isPresent() && parsed.get() instanceof DefaultValue.Expression e) {
      return new DefaultValue.Expression(
          Tokens.canonical(withoutCasts(PostgresTokenizer.tokens(e.sql()))));
    }
    return parsed.orElse(new DefaultValue.Expression("NULL"));
  }

  /** PostgreSQL adds casts to the expressions that it keeps, and parentheses before them. */
  private static List<Token> withoutCasts(List<Token> tokens) {
    List<Token> kept = new ArrayList<>();
    int i = 0;
    while (i < tokens.size()) {
      if (isCast(tokens, i)) {
        unwrapLast(kept);
        i = endOfCasts(tokens, i);
      } else {
        kept.add(tokens.get(i));
        i++;
      }
    }
    return Tokens.withoutParentheses(kept);
  }

  /** Removes the parentheses around the last operand, unless they are those of a call. */
  private static void unwrapLast(List<Token> tokens) {
    int last = tokens.size() - 1;
    for (int i = last; i >= 0 && tokens.get(last).kind() == Kind.CLOSE; i--) {
      if (tokens.get(i).kind() == Kind.OPEN && Tokens.closing(tokens, i) == last) {
        boolean call = i > 0
            && (tokens.get(i - 1).kind() == Kind.WORD || tokens.get(i - 1).kind() == Kind.QUOTED);
        if (!call) {
          tokens.remove(last);
          tokens.remove(i);
        }
        return;
      }
    }
  }
}
