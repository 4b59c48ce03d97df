package dev.showwise.migrate.internal.dialect;

import java.util.List;

/** Cuts SQL into words the way SQLite does. A name in double quotes may be meant as a text. */
final class SqliteTokenizer extends Tokenizer {

  private SqliteTokenizer(String sql) {
    super(sql);
  }

  /** What cuts a text. */
  static Tokenizer of(String sql) {
    return new SqliteTokenizer(sql);
  }

  /** All tokens of a text, in order. */
  static List<Token> tokens(String sql) {
    return new SqliteTokenizer(sql).readAll();
  }

  @Override
  protected boolean isSpace(char c) {
    // a byte order mark counts as blank, as it does for SQLite
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == '\uFEFF';
  }

  @Override
  protected boolean skipComment() {
    if (peek(0) == '-' && peek(1) == '-') {
      skipPast("\n", at + 2);
      return true;
    } else if (peek(0) == '/' && peek(1) == '*') {
      skipFlatComment();
      return true;
    }
    return false;
  }

  @Override
  protected boolean isOwn(char c) {
    return c == '`' || c == '[' || c == ':' || c == '@' || c == '$' || c == '#';
  }

  @Override
  protected Kind takeOwn(char c) {
    return switch (c) {
      case '`' -> quoted(c, Kind.QUOTED);
      case '[' -> bracketed();
      default -> namedParameter();
    };
  }

  private Kind bracketed() {
    int close = sql.indexOf(']', at);
    at = close < 0 ? sql.length() : close + 1;
    return close < 0 ? Kind.UNFINISHED : Kind.QUOTED;
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
}
