package dev.showwise.migrate.internal.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts SQL into words, so far as is needed to tell where a statement ends and which one it is. White
 * space and comments are left out. What a product would refuse is cut somehow: the product says
 * itself what is wrong with it. Here is what products have in common; what each has of its own is in
 * a subclass. A text ends up whole: the tokens and the blanks between them are all of it.
 */
abstract class Tokenizer {

  /** What a token is. */
  enum Kind {
    /** A keyword or a bare name. */
    WORD,
    /** A name in quotes, backticks or brackets. */
    QUOTED,
    /** A text in apostrophes. */
    STRING,
    /** A text between dollar signs. */
    DOLLAR_STRING,
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

  /** The text. */
  protected final String sql;

  /** The place of the next character. */
  protected int at;

  private int unclosedComment = -1;

  Tokenizer(String sql) {
    this.sql = sql;
  }

  /** All tokens of the text, in order. To be called once. */
  final List<Token> readAll() {
    List<Token> tokens = new ArrayList<>();
    for (skipBlank(); at < sql.length(); skipBlank()) {
      int start = at;
      Kind kind = take(peek(0));
      tokens.add(new Token(kind, sql, start, at));
    }
    return tokens;
  }

  /** The character that far ahead; a NUL behind the end. */
  protected final char peek(int ahead) {
    return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
  }

  /** Where a comment begins that is never closed; -1 for none. To be asked when all is read. */
  final int unclosedComment() {
    return unclosedComment;
  }

  private void skipBlank() {
    while (at < sql.length()) {
      if (isSpace(peek(0))) {
        at++;
      } else if (!skipComment()) {
        return;
      }
    }
  }

  /** Moves behind a comment that ends with the first end of one. */
  protected final void skipFlatComment() {
    int close = sql.indexOf("*/", at + 2);
    if (close < 0) {
      unclosedComment = at;
    }
    at = close < 0 ? sql.length() : close + 2;
  }

  // --- what a product may have of its own

  /** Whether the character separates words. */
  protected abstract boolean isSpace(char c);

  /** Skips the comment that begins here; tells whether there is one. */
  protected abstract boolean skipComment();

  /** Whether what begins with this character is cut in a way of this product's own. */
  protected abstract boolean isOwn(char c);

  /** Takes what {@link #isOwn} found, and says what it is. */
  protected abstract Kind takeOwn(char c);

  // --- what products have in common

  private Kind take(char c) {
    if (isOwn(c)) {
      return takeOwn(c);
    }
    return switch (c) {
      case '\'' -> quoted(c, Kind.STRING);
      case '"' -> quoted(c, Kind.QUOTED);
      case ';' -> one(Kind.SEMICOLON);
      case '(' -> one(Kind.OPEN);
      case ')' -> one(Kind.CLOSE);
      case '?' -> numbered();
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

  /** Takes one character. */
  protected final Kind one(Kind kind) {
    at++;
    return kind;
  }

  /** Takes what is between two quotes, in which a doubled one is one. */
  protected final Kind quoted(char quote, Kind kind) {
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

  /** Takes a place for an argument: one character, and digits. */
  protected final Kind numbered() {
    do {
      at++;
    } while (isDigit(peek(0)));
    return Kind.PARAMETER;
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

  /** Moves behind the name that begins here. */
  protected final void skipName() {
    while (at < sql.length() && isNamePart(peek(0))) {
      at++;
    }
  }

  /** Moves behind {@code end}, looked for from {@code from} on; to the end if it is not there. */
  protected final void skipPast(String end, int from) {
    int found = sql.indexOf(end, from);
    at = found < 0 ? sql.length() : found + end.length();
  }

  /** Moves to the end of the line, which a return ends as well as a new line. */
  protected final void skipLine() {
    while (at < sql.length() && peek(0) != '\n' && peek(0) != '\r') {
      at++;
    }
  }

  /** Moves behind a comment that may have others in it. */
  protected final void skipNestedComment() {
    int start = at;
    int depth = 0;
    do {
      if (peek(0) == '/' && peek(1) == '*') {
        depth++;
        at += 2;
      } else if (peek(0) == '*' && peek(1) == '/') {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < sql.length());
    if (depth > 0) {
      unclosedComment = start;
    }
    at = Math.min(at, sql.length());
  }

  /** Whether it is a digit of ASCII. */
  protected static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether a bare name may have the character in it. */
  protected boolean isNamePart(char c) {
    return isDigit(c)
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c == '$'
        || c > 0x7f;
  }
}
