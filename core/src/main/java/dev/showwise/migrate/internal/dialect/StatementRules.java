package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.Tokenizer.Kind;
import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import dev.showwise.migrate.spi.Dialect.StatementCheck;
import java.util.List;
import java.util.Locale;

/**
 * Tells the statements that an author may send anywhere from those that would do harm: what is the
 * same whatever the product. Where a statement ends, and which ones do harm, is in a subclass.
 */
abstract class StatementRules {
  static final StatementCheck ORDINARY = new StatementCheck(StatementCheck.Kind.ORDINARY, "");

  private static final String OUTSIDE =
      " Put it into a migration of its own whose options() are ExecutionOptions.DEFAULT"
          + ".outsideTransaction().";

  /** Drivers take the braces away, whatever is between them, and what they send is another statement. */
  static final String ESCAPE =
      "A statement that begins with a JDBC escape is not the one that the driver sends. Write it"
          + " without the braces; only {call …} and {? = call …} may begin one.";

  /** Cuts a text the way the product does. */
  protected abstract Tokenizer tokenizer(String sql);

  /** What the product makes of a NUL character, as a sentence. */
  protected abstract String reasonAgainstNul();

  /** Why only one statement may be sent at a time, as a sentence. */
  protected abstract String reasonForOneOnly();

  /**
   * The place of the semicolon that ends the statement which begins at {@code first}; without one, how many
   * tokens there are. The complement of that ({@code ~}) if the text ends in a body or a parenthesis that is
   * not closed.
   */
  protected abstract int endOfStatement(List<Token> tokens, int first);

  /** Whether one statement reads what comes after it in a script. */
  protected boolean readsRows(List<Token> tokens) {
    return false;
  }

  /** What one statement is; its tokens, at least one, are without the semicolon. */
  protected abstract StatementCheck checkOne(List<Token> tokens);

  /** What a text is; see {@link dev.showwise.migrate.spi.Dialect#check}. */
  final StatementCheck checkText(String sql) {
    int nul = sql.indexOf('\0');
    if (nul >= 0) {
      return refused("There is a NUL character at position " + (nul + 1) + " of the statement. "
          + reasonAgainstNul() + " Remove it, or pass the value as an argument.");
    }
    List<Token> tokens = tokenizer(sql).readAll();
    int first = skipSemicolons(tokens, 0);
    if (first == tokens.size()) {
      return refused("There is no statement in this text: it is empty or has nothing but comments."
          + " Leave the call out, or check what the text was read from.");
    }
    int found = endOfStatement(tokens, first);
    int end = found < 0 ? ~found : found;
    int next = skipSemicolons(tokens, end);
    if (next < tokens.size()) {
      Token second = tokens.get(next);
      return refused("There is more than one statement in this text: the second one, '"
          + excerpt(second) + "', begins at position " + (second.start() + 1) + ". "
          + reasonForOneOnly() + " Send each statement with a call of its own.");
    }
    return isEscape(tokens, first) ? refused(ESCAPE) : checkOne(tokens.subList(first, end));
  }

  /** Whether it begins with an escape that is not a call. */
  private static boolean isEscape(List<Token> tokens, int first) {
    if (!tokens.get(first).is('{')) {
      return false;
    }
    int word = first;
    while (word < tokens.size() && tokens.get(word).kind() != Kind.WORD) {
      word++;
    }
    return !is(tokens, word, "CALL");
  }

  private static int skipSemicolons(List<Token> tokens, int from) {
    int i = from;
    while (i < tokens.size() && tokens.get(i).kind() == Kind.SEMICOLON) {
      i++;
    }
    return i;
  }

  /** Whether that keyword is at that place. */
  static boolean is(List<Token> tokens, int i, String keyword) {
    return i < tokens.size() && tokens.get(i).is(keyword);
  }

  /** The first word in upper case. */
  static String verb(List<Token> tokens) {
    return tokens.get(0).text().toUpperCase(Locale.ROOT);
  }

  /** The word that a statement begins with; no value of it, since values may be secret. */
  static String excerpt(Token from) {
    String text = from.kind() == Kind.WORD ? from.text().toUpperCase(Locale.ROOT) : "…";
    return text.length() > 30 ? text.substring(0, 30) + "…" : text;
  }

  static StatementCheck refused(String reason) {
    return new StatementCheck(StatementCheck.Kind.REFUSED, reason);
  }

  /** Refuses a statement that begins or ends transactions. */
  static StatementCheck transactionControl(List<Token> tokens) {
    return refused("'" + excerpt(tokens.get(0)) + "' would begin or end a transaction."
        + " Transactions belong to the engine, which commits a migration together with the record"
        + " of it. Leave the statement out.");
  }

  /** Refuses a statement inside a transaction. */
  static StatementCheck outside(String reason) {
    return new StatementCheck(StatementCheck.Kind.ONLY_OUTSIDE_TRANSACTION, reason + OUTSIDE);
  }
}
