package dev.showwise.migrate.internal.dialect;

import java.util.List;

/** Cuts SQL into words the way H2 does: names in backticks, texts between double dollar signs. */
final class H2Tokenizer extends Tokenizer {
  private static final String DOLLARS = "$$";

  private H2Tokenizer(String sql) {
    super(sql);
  }

  /** What cuts a text. */
  static Tokenizer of(String sql) {
    return new H2Tokenizer(sql);
  }

  /** All tokens of a text, in order. */
  static List<Token> tokens(String sql) {
    return new H2Tokenizer(sql).readAll();
  }

  @Override
  protected boolean isSpace(char c) {
    return c <= ' ' || Character.isSpaceChar(c);
  }

  @Override
  protected boolean isNamePart(char c) {
    return super.isNamePart(c) && !isSpace(c);
  }

  @Override
  protected boolean skipComment() {
    char next = peek(1);
    if ((peek(0) == '-' && next == '-') || (peek(0) == '/' && next == '/')) {
      skipLine();
      return true;
    } else if (peek(0) == '/' && next == '*') {
      skipNestedComment();
      return true;
    }
    return false;
  }

  @Override
  protected boolean isOwn(char c) {
    return c == '`' || c == '$';
  }

  @Override
  protected Kind takeOwn(char c) {
    if (c == '`') {
      return quoted(c, Kind.QUOTED);
    } else if (peek(1) != '$') {
      return numbered();
    }
    int close = sql.indexOf(DOLLARS, at + DOLLARS.length());
    at = close < 0 ? sql.length() : close + DOLLARS.length();
    return close < 0 ? Kind.UNFINISHED : Kind.DOLLAR_STRING;
  }
}
