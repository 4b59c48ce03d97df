package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.Tokenizer.Kind;
import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import dev.showwise.migrate.spi.Literal;
import java.util.List;
import java.util.Set;

/** Finds the values in the SQL of SQLite, PostgreSQL and H2. */
final class StandardLiterals {
  private static final Set<String> LANGUAGES_OF_SQL = Set.of("plpgsql", "sql");

  private final List<Token> tokens;
  private final LiteralPlaces places;

  private StandardLiterals(String sql, List<Token> tokens) {
    this.tokens = tokens;
    this.places = new LiteralPlaces(sql);
  }

  static List<Literal> ofH2(String sql) {
    return new StandardLiterals(sql, H2Tokenizer.tokens(sql)).find(Product.H2);
  }

  static List<Literal> ofSqlite(String sql) {
    return new StandardLiterals(sql, SqliteTokenizer.tokens(sql)).find(Product.SQLITE);
  }

  static List<Literal> ofPostgres(String sql) {
    return new StandardLiterals(sql, PostgresTokenizer.tokens(sql)).find(Product.POSTGRES);
  }

  private enum Product {
    H2,
    SQLITE,
    POSTGRES
  }

  private List<Literal> find(Product product) {
    SqliteQuotes quotes = new SqliteQuotes(tokens);
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      places.token(token.start(), token.end());
      if (product == Product.POSTGRES && isAmbiguous(token)) {
        return places.rest(token.start());
      }
      switch (token.kind()) {
        case STRING -> places.text(token.start(), token.end(), meanings(i));
        case BLOB -> places.text(token.start(), token.end(), Meanings.ofHex(inner(token)));
        case NUMBER -> places.number(token.start(), token.end());
        case UNFINISHED -> {
          return places.rest(token.start());
        }
        case DOLLAR_STRING -> dollars(i, product);
        case QUOTED -> {
          if (product == Product.SQLITE && quotes.isValue(i)) {
            places.quoted(token.start(), token.end(), token.unquoted());
          }
        }
        default -> {
          // no value
        }
      }
    }
    return places.all();
  }

  /** Between the first quote and the last. */
  private static String inner(Token token) {
    String text = token.text();
    return text.substring(text.indexOf('\'') + 1, text.length() - 1);
  }

  private String[] meanings(int i) {
    Token token = tokens.get(i);
    String inner = inner(token).replace("''", "'");
    boolean unicode = i >= 2
        && tokens.get(i - 1).is('&')
        && tokens.get(i - 2).is("U")
        && tokens.get(i - 2).end() + 1 == token.start();
    boolean escaped = Character.toUpperCase(token.text().charAt(0)) == 'E';
    return new String[] {
      unicode
          ? Meanings.ofUnicodeEscapes(inner)
          : escaped ? Meanings.ofEscapes(inner(token)) : inner,
      joined(i)
    };
  }

  /** Texts that stand one after the other are one text. */
  private String joined(int i) {
    StringBuilder text = new StringBuilder();
    int parts = 0;
    for (int k = i; k < tokens.size() && tokens.get(k).kind() == Kind.STRING; k++) {
      text.append(inner(tokens.get(k)).replace("''", "'"));
      parts++;
    }
    return parts > 1 ? text.toString() : "";
  }

  /**
   * With standard_conforming_strings turned off, a quote after a backslash does not end a text, and
   * all that follows is something else than it seems.
   */
  private static boolean isAmbiguous(Token token) {
    return token.kind() == Kind.STRING
        && token.text().charAt(0) == '\''
        && hasEscapedQuote(token.text());
  }

  /** Whether there is a quote behind an odd number of backslashes. */
  static boolean hasEscapedQuote(String text) {
    int backslashes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == '\'' || c == '"') && backslashes % 2 == 1) {
        return true;
      }
      backslashes = c == '\\' ? backslashes + 1 : 0;
    }
    return false;
  }

  // --- PostgreSQL: the body of a function is a text, too

  private void dollars(int i, Product product) {
    Token token = tokens.get(i);
    int open = token.text().indexOf('$', 1) + 1;
    String body = token.text().substring(open, token.text().length() - open);
    if (product == Product.POSTGRES && isBody(i)) {
      places.inner(ofPostgres(body), token.start() + open);
    } else {
      places.quoted(token.start(), token.end(), body);
    }
  }

  private boolean isBody(int i) {
    Token first = tokens.get(0);
    boolean isDo = first.is("DO");
    boolean isFunction = first.is("CREATE") && tokens.get(i - 1).is("AS");
    if (!isDo && !isFunction) {
      return false;
    }
    for (int k = 0; k + 1 < tokens.size(); k++) {
      if (tokens.get(k).is("LANGUAGE")) {
        return LANGUAGES_OF_SQL.contains(tokens.get(k + 1).folded());
      }
    }
    return isDo;
  }
}
