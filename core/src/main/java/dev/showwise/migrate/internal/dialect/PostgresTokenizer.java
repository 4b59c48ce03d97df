package dev.showwise.migrate.internal.dialect;

import java.util.List;

/**
 * Cuts SQL into words the way PostgreSQL does: texts between dollar signs, comments in comments, and
 * texts with backslashes where an {@code E} stands before them. A backslash in any other text means
 * itself, as it does unless somebody turned standard_conforming_strings off.
 */
final class PostgresTokenizer extends Tokenizer {

  private PostgresTokenizer(String sql) {
    super(sql);
  }

  /** What cuts a text. */
  static Tokenizer of(String sql) {
    return new PostgresTokenizer(sql);
  }

  /** All tokens of a text, in order. */
  static List<Token> tokens(String sql) {
    return new PostgresTokenizer(sql).readAll();
  }

  @Override
  protected boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  @Override
  protected boolean skipComment() {
    if (peek(0) == '-' && peek(1) == '-') {
      skipLine();
      return true;
    } else if (peek(0) == '/' && peek(1) == '*') {
      skipNestedComment();
      return true;
    }
    return false;
  }

  @Override
  protected boolean isOwn(char c) {
    return c == '$' || ((c == 'e' || c == 'E') && peek(1) == '\'');
  }

  @Override
  protected Kind takeOwn(char c) {
    if (c != '$') {
      at++;
      return escaped();
    } else if (isDigit(peek(1))) {
      return numbered();
    }
    String tag = dollarTag();
    return tag.isEmpty() ? one(Kind.SYMBOL) : dollarQuoted(tag);
  }

  /** The mark that begins a text here, {@code $body$} or {@code $$}; empty if there is none. */
  private String dollarTag() {
    int end = at + 1;
    while (end < sql.length() && isNamePart(sql.charAt(end)) && sql.charAt(end) != '$') {
      end++;
    }
    return end < sql.length() && sql.charAt(end) == '$' ? sql.substring(at, end + 1) : "";
  }

  private Kind dollarQuoted(String tag) {
    int close = sql.indexOf(tag, at + tag.length());
    at = close < 0 ? sql.length() : close + tag.length();
    return close < 0 ? Kind.UNFINISHED : Kind.DOLLAR_STRING;
  }

  /** A text with backslashes, which goes on after a new line if another quote follows. */
  private Kind escaped() {
    for (at++; at < sql.length(); at++) {
      if (peek(0) == '\\') {
        at++;
      } else if (peek(0) == '\'' && peek(1) == '\'') {
        at++;
      } else if (peek(0) == '\'') {
        at++;
        int next = continuation();
        if (next < 0) {
          return Kind.STRING;
        }
        at = next;
      }
    }
    at = sql.length();
    return Kind.UNFINISHED;
  }

  /** The place of the quote with which a text goes on; -1 if it does not. */
  private int continuation() {
    int closed = at;
    boolean newLine = false;
    while (at < sql.length()) {
      if (isSpace(peek(0))) {
        newLine |= peek(0) == '\n' || peek(0) == '\r';
        at++;
      } else if (newLine && peek(0) == '-' && peek(1) == '-') {
        skipLine();
      } else {
        break;
      }
    }
    int found = newLine && peek(0) == '\'' ? at : -1;
    at = closed;
    return found;
  }
}
