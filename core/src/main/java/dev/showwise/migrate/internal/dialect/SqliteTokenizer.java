package dev.showwise.migrate.internal.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts SQL into words the way SQLite does, so far as is needed to tell where a statement ends and
 * which one it is. White space and comments are left out. What SQLite would refuse is cut somehow:
 * SQLite says itself what is wrong with it.
 */
final class SqliteTokenizer {

  /** What a token is. */
  enum Kind {
    /** A keyword or a bare name. */
    WORD,
    /** A name in quotes, backticks or brackets; in double quotes it may be meant as a text. */
    QUOTED,
    /** A text in apostrophes. */
    STRING,
    /** Bytes: {@code x'00ff'}. */
    BLOB,
    /** A number without its sign. */
    NUMBER,
    /** A place for an argument. */
    PARAMETER,
    /** {@code ;}. */
    SEMICOLON,
    /** {@code (}. */
    OPEN,
    /** {@code )}. */
    CLOSE,
    /** A comma, an operator or anything else. */
    SYMBOL,
    /** A quote that is never closed, up to the end. */
    UNFINISHED
  }

  /** A piece of {@code sql}, from {@code start} up to and without {@code end}. */
  record Token(Kind kind, String sql, int start, int end) {
    /** The piece as it is written. */
    String text() {
      return sql.substring(start, end);
    }

    /** Whether it is this keyword, given in upper case. */
    boolean is(String keyword) {
      return kind == Kind.WORD
          && end - start == keyword.length()
          && sql.regionMatches(true, start, keyword, 0, keyword.length());
    }

    /** Whether it is this one character. */
    boolean is(char symbol) {
      return end - start == 1 && sql.charAt(start) == symbol;
    }

    /** What is named: without quotes, with doubled ones made single. */
    String unquoted() {
      if (kind != Kind.QUOTED && kind != Kind.STRING) {
        return text();
      }
      String inner = sql.substring(start + 1, end - 1);
      char quote = sql.charAt(start);
      return quote == '[' ? inner : inner.replace("" + quote + quote, "" + quote);
    }

    /** {@link #unquoted} in lower case, for what is compared without regard to case. */
    String folded() {
      return unquoted().toLowerCase(Locale.ROOT);
    }
  }

  private final String sql;
  private int at;

  private SqliteTokenizer(String sql) {
    this.sql = sql;
  }

  /** All tokens of a text, in order. */
  static List<Token> tokens(String sql) {
    SqliteTokenizer tokenizer = new SqliteTokenizer(sql);
    List<Token> tokens = new ArrayList<>();
    for (tokenizer.skipBlank(); tokenizer.at < sql.length(); tokenizer.skipBlank()) {
      int start = tokenizer.at;
      Kind kind = tokenizer.take();
      tokens.add(new Token(kind, sql, start, tokenizer.at));
    }
    return tokens;
  }

  private char peek(int ahead) {
    return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
  }

  private void skipBlank() {
    while (at < sql.length()) {
      if (isSpace(peek(0))) {
        at++;
      } else if (peek(0) == '-' && peek(1) == '-') {
        skipPast("\n", at + 2);
      } else if (peek(0) == '/' && peek(1) == '*') {
        skipPast("*/", at + 2);
      } else {
        return;
      }
    }
  }

  private void skipPast(String end, int from) {
    int found = sql.indexOf(end, from);
    at = found < 0 ? sql.length() : found + end.length();
  }

  private Kind take() {
    char c = peek(0);
    return switch (c) {
      case '\'' -> quoted(c, Kind.STRING);
      case '"', '`' -> quoted(c, Kind.QUOTED);
      case '[' -> bracketed();
      case ';' -> one(Kind.SEMICOLON);
      case '(' -> one(Kind.OPEN);
      case ')' -> one(Kind.CLOSE);
      case '?' -> numberedParameter();
      case ':', '@', '$', '#' -> namedParameter();
      default -> takeWordOrSymbol(c);
    };
  }

  private Kind takeWordOrSymbol(char c) {
    if ((c == 'x' || c == 'X') && peek(1) == '\'') {
      at++;
      return quoted('\'', Kind.BLOB);
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      return number();
    } else if (isNamePart(c)) {
      skipName();
      return Kind.WORD;
    }
    return one(Kind.SYMBOL);
  }

  private Kind one(Kind kind) {
    at++;
    return kind;
  }

  private Kind quoted(char quote, Kind kind) {
    for (at++; at < sql.length(); at++) {
      if (peek(0) == quote) {
        at++;
        if (peek(0) != quote) {
          return kind;
        }
      }
    }
    return Kind.UNFINISHED;
  }

  private Kind bracketed() {
    int close = sql.indexOf(']', at);
    at = close < 0 ? sql.length() : close + 1;
    return close < 0 ? Kind.UNFINISHED : Kind.QUOTED;
  }

  private Kind numberedParameter() {
    do {
      at++;
    } while (isDigit(peek(0)));
    return Kind.PARAMETER;
  }

  /** A name after its sign may go on with {@code ::} and end with something in parentheses. */
  private Kind namedParameter() {
    int nameLength = 0;
    at++;
    while (at < sql.length()) {
      if (isNamePart(peek(0))) {
        nameLength++;
        at++;
      } else if (peek(0) == ':' && peek(1) == ':') {
        at += 2;
      } else if (peek(0) == '(' && nameLength > 0) {
        while (at < sql.length() && peek(0) != ')' && !isSpace(peek(0))) {
          at++;
        }
        at += peek(0) == ')' ? 1 : 0;
        break;
      } else {
        break;
      }
    }
    return nameLength > 0 ? Kind.PARAMETER : Kind.SYMBOL;
  }

  private Kind number() {
    while (at < sql.length()) {
      boolean exponent = (peek(0) == 'e' || peek(0) == 'E')
          && (peek(1) == '+' || peek(1) == '-')
          && isDigit(peek(2));
      if (exponent) {
        at += 2;
      } else if (isNamePart(peek(0)) || peek(0) == '.') {
        at++;
      } else {
        break;
      }
    }
    return Kind.NUMBER;
  }

  private void skipName() {
    while (at < sql.length() && isNamePart(peek(0))) {
      at++;
    }
  }

  private static boolean isSpace(char c) {
    // a byte order mark counts as blank, as it does for SQLite
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == '\uFEFF';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(char c) {
    return isDigit(c)
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c == '$'
        || c > 0x7f;
  }
}
