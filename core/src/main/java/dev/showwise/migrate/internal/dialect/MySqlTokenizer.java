package dev.showwise.migrate.internal.dialect;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Cuts SQL into words the way MariaDB and MySQL do in their default SQL mode, so far as is needed to
 * tell where a statement ends and which one it is. Comments are left out, but for those that the
 * server executes ({@code /*!} and {@code /*M!}), whose contents count whatever version they name.
 * What the server would refuse is cut somehow: it says itself what is wrong with it.
 */
final class MySqlTokenizer {

  /** What a token is. */
  enum Kind {
    /** A keyword or a bare name. */
    WORD,
    /** A name in backticks. */
    QUOTED,
    /** A text in apostrophes or double quotes. */
    STRING,
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
    /** A comma, an operator or anything else, one character of it. */
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

    /** A keyword in upper case; empty for what is none. */
    String keyword() {
      return kind == Kind.WORD ? text().toUpperCase(Locale.ROOT) : "";
    }

    /** Whether it may name something: with the mode ANSI_QUOTES, double quotes are around names. */
    boolean mayBeName() {
      return kind == Kind.WORD
          || kind == Kind.QUOTED
          || (kind == Kind.STRING && sql.charAt(start) == '"');
    }

    /** What is named or said: without quotes and escapes. */
    String unquoted() {
      if (kind == Kind.STRING) {
        return unescaped(sql.substring(start + 1, end - 1), sql.charAt(start));
      }
      return kind == Kind.QUOTED ? sql.substring(start + 1, end - 1).replace("``", "`") : text();
    }

    private static String unescaped(String inner, char quote) {
      StringBuilder text = new StringBuilder(inner.length());
      for (int i = 0; i < inner.length(); i++) {
        char c = inner.charAt(i);
        if (c == quote) {
          // doubled
          i++;
        } else if (c == '\\' && i + 1 < inner.length()) {
          i++;
          text.append(escaped(inner.charAt(i)));
          continue;
        }
        text.append(c);
      }
      return text.toString();
    }

    private static String escaped(char c) {
      return switch (c) {
        case '0' -> "\0";
        case 'b' -> "\b";
        case 'n' -> "\n";
        case 'r' -> "\r";
        case 't' -> "\t";
        case 'Z' -> "\032";
        // these two keep their backslash, for LIKE
        case '%' -> "\\%";
        case '_' -> "\\_";
        default -> String.valueOf(c);
      };
    }
  }

  private final String sql;
  private int at;
  private boolean executedComment;
  private int unclosedComment = -1;
  private int hidingComment = -1;

  private final String delimiter;

  private MySqlTokenizer(String sql, String delimiter) {
    this.sql = sql;
    this.delimiter = delimiter;
  }

  /** All tokens of a text, in order. */
  static List<Token> tokens(String sql) {
    return read(sql).tokens();
  }

  /**
   * What a text is cut into.
   *
   * @param tokens its tokens, in order
   * @param executed which tokens stand in a comment that the server executes
   * @param unclosedComment where a comment begins that is never closed; -1 for none
   * @param hidingComment where a comment begins that goes on behind a carriage return; -1 for none
   */
  record Cut(List<Token> tokens, BitSet executed, int unclosedComment, int hidingComment) {}

  /** All tokens of a text, and whether one of its comments is never closed. */
  static Cut read(String sql) {
    return read(sql, ";");
  }

  /** The same in a script in which something else ends statements, which the client program sees before a comment. */
  static Cut read(String sql, String delimiter) {
    MySqlTokenizer tokenizer = new MySqlTokenizer(sql, delimiter);
    List<Token> tokens = new ArrayList<>();
    BitSet executed = new BitSet();
    for (tokenizer.skipBlank(); tokenizer.at < sql.length(); tokenizer.skipBlank()) {
      int start = tokenizer.at;
      Kind kind = tokenizer.take();
      executed.set(tokens.size(), tokenizer.executedComment);
      tokens.add(new Token(kind, sql, start, tokenizer.at));
    }
    return new Cut(tokens, executed, tokenizer.unclosedComment, tokenizer.hidingComment);
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

  private char peek(int ahead) {
    return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
  }

  private void skipBlank() {
    while (at < sql.length()) {
      if (isSpace(peek(0))) {
        at++;
      } else if (peek(0) == '#' && sql.startsWith(delimiter, at)) {
        return;
      } else if (peek(0) == '#' || (peek(0) == '-' && peek(1) == '-' && endsDashes())) {
        lineComment();
      } else if (peek(0) == '/' && peek(1) == '*') {
        comment();
      } else if (executedComment && peek(0) == '*' && peek(1) == '/') {
        executedComment = false;
        unclosedComment = -1;
        at += 2;
      } else {
        return;
      }
    }
  }

  private void lineComment() {
    int start = at;
    skipPast("\n", at + 1);
    if (hidingComment < 0 && Tokenizer.hidesLine(sql, start, at)) {
      hidingComment = start;
    }
  }

  /** Two dashes are a comment only before a blank: {@code 5--1} is six. */
  private boolean endsDashes() {
    return at + 2 >= sql.length() || peek(2) <= ' ' || peek(2) == '\u007f';
  }

  private void comment() {
    int prefix = peek(2) == '!' ? 3 : peek(2) == 'M' && peek(3) == '!' ? 4 : 0;
    if (prefix == 0) {
      if (sql.indexOf("*/", at + 2) < 0) {
        unclosedComment = at;
      }
      skipPast("*/", at + 2);
      return;
    }
    executedComment = true;
    unclosedComment = at;
    at += prefix;
    for (int digits = 0; digits < 6 && isDigit(peek(0)); digits++) {
      at++;
    }
  }

  private void skipPast(String end, int from) {
    int found = sql.indexOf(end, from);
    at = found < 0 ? sql.length() : found + end.length();
  }

  private Kind take() {
    char c = peek(0);
    return switch (c) {
      case '\'', '"' -> string(c);
      case '`' -> name();
      case ';' -> one(Kind.SEMICOLON);
      case '(' -> one(Kind.OPEN);
      case ')' -> one(Kind.CLOSE);
      case '?' -> one(Kind.PARAMETER);
      default -> wordOrSymbol(c);
    };
  }

  private Kind wordOrSymbol(char c) {
    if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
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

  private Kind string(char quote) {
    for (at++; at < sql.length(); at++) {
      if (peek(0) == '\\') {
        at++;
      } else if (peek(0) == quote) {
        at++;
        if (peek(0) != quote) {
          return Kind.STRING;
        }
      }
    }
    at = sql.length();
    return Kind.UNFINISHED;
  }

  private Kind name() {
    for (at++; at < sql.length(); at++) {
      if (peek(0) == '`') {
        at++;
        if (peek(0) != '`') {
          return Kind.QUOTED;
        }
      }
    }
    return Kind.UNFINISHED;
  }

  /** A name may begin with digits: {@code 2fa}; but {@code 1e5} and {@code 0x1f} are numbers. */
  private Kind number() {
    int start = at;
    while (isDigit(peek(0)) || peek(0) == '.') {
      at++;
    }
    boolean exponent = (peek(0) == 'e' || peek(0) == 'E')
        && (isDigit(peek(1)) || ((peek(1) == '+' || peek(1) == '-') && isDigit(peek(2))));
    if (exponent) {
      at += 2;
      while (isDigit(peek(0))) {
        at++;
      }
      return Kind.NUMBER;
    }
    skipName();
    String text = sql.substring(start, at);
    boolean number = text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))
        || text.startsWith("0x")
        || text.startsWith("0b");
    return number ? Kind.NUMBER : Kind.WORD;
  }

  private void skipName() {
    while (at < sql.length() && isNamePart(peek(0))) {
      at++;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
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
