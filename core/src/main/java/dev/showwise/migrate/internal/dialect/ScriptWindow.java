package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.Tokenizer.Kind;
import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A part of a script that begins where a statement may begin, cut into tokens. Unless the script ends with
 * it, its last token may be cut short.
 */
interface ScriptWindow {
  /** How many tokens there are. */
  int size();

  /** Where a token begins. */
  int start(int token);

  /** Where what comes after a token begins. */
  int end(int token);

  /** Whether a token is the usual end of a statement. */
  boolean isSemicolon(int token);

  /** Whether it is one text or name in quotes, or in a comment, so that no statement ends in it. */
  boolean isQuoted(int token);

  /** Whether it is a quote that is never closed. */
  boolean isUnfinished(int token);

  /** A keyword in upper case; empty for what is none. */
  String word(int token);

  /** As {@link StatementRules#endOfStatement}. */
  int endOfStatement(int first);

  /** The semicolon that ends a statement which cannot have statements in it; -1 if none does, or if it might. */
  default int endOfSimple(int first) {
    return -1;
  }

  /** Whether a statement, up to the token that ends it, reads what comes after it in the script. */
  default boolean readsRows(int first, int end) {
    return false;
  }

  /** Where a comment begins that is never closed; -1 for none. */
  int unclosedComment();

  /** Where a comment begins in which a carriage return that ends no line hides what comes after it; or -1. */
  int hidingComment();

  /** A window as the products see it that keep to the standard's tokens. */
  record Standard(StatementRules rules, List<Token> tokens, int unclosedComment, int hidingComment)
      implements ScriptWindow {
    private static final Set<Kind> QUOTED =
        Set.of(Kind.QUOTED, Kind.STRING, Kind.DOLLAR_STRING, Kind.BLOB, Kind.UNFINISHED);

    static ScriptWindow of(StatementRules rules, String text) {
      Tokenizer tokenizer = rules.tokenizer(text);
      List<Token> tokens = tokenizer.readAll();
      return new Standard(rules, tokens, tokenizer.unclosedComment(), tokenizer.hidingComment());
    }

    @Override
    public int size() {
      return tokens.size();
    }

    @Override
    public int start(int token) {
      return tokens.get(token).start();
    }

    @Override
    public int end(int token) {
      return tokens.get(token).end();
    }

    @Override
    public boolean isSemicolon(int token) {
      return tokens.get(token).kind() == Kind.SEMICOLON;
    }

    @Override
    public boolean isQuoted(int token) {
      return QUOTED.contains(tokens.get(token).kind());
    }

    @Override
    public boolean isUnfinished(int token) {
      return tokens.get(token).kind() == Kind.UNFINISHED;
    }

    @Override
    public String word(int token) {
      Token found = tokens.get(token);
      return found.kind() == Kind.WORD ? found.text().toUpperCase(Locale.ROOT) : "";
    }

    @Override
    public int endOfStatement(int first) {
      return rules.endOfStatement(tokens, first);
    }

    @Override
    public boolean readsRows(int first, int end) {
      return rules.readsRows(tokens.subList(first, end));
    }
  }

  /** A window as MariaDB and MySQL see it. */
  record MySql(MySqlTokenizer.Cut cut) implements ScriptWindow {
    private static final Set<MySqlTokenizer.Kind> QUOTED = Set.of(
        MySqlTokenizer.Kind.QUOTED, MySqlTokenizer.Kind.STRING, MySqlTokenizer.Kind.UNFINISHED);

    @Override
    public int size() {
      return cut.tokens().size();
    }

    @Override
    public int start(int token) {
      return cut.tokens().get(token).start();
    }

    @Override
    public int end(int token) {
      return cut.tokens().get(token).end();
    }

    @Override
    public boolean isSemicolon(int token) {
      return cut.tokens().get(token).kind() == MySqlTokenizer.Kind.SEMICOLON
          && !cut.executed().get(token);
    }

    @Override
    public boolean isQuoted(int token) {
      return cut.executed().get(token)
          || QUOTED.contains(cut.tokens().get(token).kind());
    }

    @Override
    public boolean isUnfinished(int token) {
      return cut.tokens().get(token).kind() == MySqlTokenizer.Kind.UNFINISHED;
    }

    @Override
    public String word(int token) {
      return cut.tokens().get(token).keyword();
    }

    @Override
    public int endOfStatement(int first) {
      int end = MySqlStatementEnd.find(cut.tokens(), first);
      // what ends in a comment goes on behind it
      while (end >= 0 && end < size() && !isSemicolon(end)) {
        end++;
      }
      return end;
    }

    @Override
    public int endOfSimple(int first) {
      if (MySqlStatementEnd.createsBody(cut.tokens(), first)
          || MySqlStatementEnd.isBlock(cut.tokens(), first)) {
        return -1;
      }
      for (int i = first; i < size(); i++) {
        if (isSemicolon(i)) {
          return i;
        }
      }
      return -1;
    }

    @Override
    public int hidingComment() {
      return cut.hidingComment();
    }

    @Override
    public int unclosedComment() {
      return cut.unclosedComment();
    }
  }
}
