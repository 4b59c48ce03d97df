package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.SqliteTokenizer.Kind;
import dev.showwise.migrate.internal.dialect.SqliteTokenizer.Token;
import dev.showwise.migrate.spi.Dialect.StatementCheck;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells the statements that an author may send anywhere from those that would do harm. */
final class SqliteStatements {
  private static final Set<String> TRANSACTION_CONTROL =
      Set.of("BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE");

  private static final Set<String> NOT_IN_TRANSACTION = Set.of("VACUUM", "ATTACH", "DETACH");

  /** Settings that SQLite refuses or ignores in a transaction, some of them without a word. */
  private static final Set<String> PRAGMAS_NOT_IN_TRANSACTION = Set.of(
      "foreign_keys",
      "journal_mode",
      "page_size",
      "auto_vacuum",
      "synchronous",
      "temp_store",
      "encoding");

  private static final StatementCheck ORDINARY =
      new StatementCheck(StatementCheck.Kind.ORDINARY, "");

  private static final String OUTSIDE =
      " Put it into a migration of its own whose options() are ExecutionOptions.DEFAULT"
          + ".outsideTransaction().";

  private SqliteStatements() {}

  /** What a text is; see {@link dev.showwise.migrate.spi.Dialect#check}. */
  static StatementCheck check(String sql) {
    int nul = sql.indexOf('\0');
    if (nul >= 0) {
      return refused("There is a NUL character at position " + (nul + 1)
          + " of the statement. SQLite would drop everything after it without a word. Remove it,"
          + " or pass the value as an argument.");
    }
    List<Token> tokens = SqliteTokenizer.tokens(sql);
    int first = skipSemicolons(tokens, 0);
    if (first == tokens.size()) {
      return refused("There is no statement in this text: it is empty or has nothing but comments."
          + " Leave the call out, or check what the text was read from.");
    }
    int end = endOfStatement(tokens, first);
    int next = skipSemicolons(tokens, end);
    if (next < tokens.size()) {
      Token second = tokens.get(next);
      return refused("There is more than one statement in this text: the second one, '"
          + excerpt(second) + "', begins at position " + (second.start() + 1)
          + ". The driver would run the first one and drop the rest without a word. Send each"
          + " statement with a call of its own.");
    }
    return checkOne(tokens.subList(first, end));
  }

  private static StatementCheck checkOne(List<Token> tokens) {
    String verb = tokens.get(0).text().toUpperCase(Locale.ROOT);
    if (TRANSACTION_CONTROL.contains(verb)) {
      return refused("'" + excerpt(tokens.get(0)) + "' would begin or end a transaction."
          + " Transactions belong to the engine, which commits a migration together with the record"
          + " of it. Leave the statement out.");
    } else if (NOT_IN_TRANSACTION.contains(verb)) {
      return outside(
          verb + " cannot be part of a transaction that is kept or undone as a whole." + OUTSIDE);
    } else if (verb.equals("PRAGMA")) {
      return checkPragma(tokens);
    } else if (!createsTrigger(tokens, 0)) {
      return checkRowChange(tokens);
    }
    return ORDINARY;
  }

  private static StatementCheck checkRowChange(List<Token> tokens) {
    for (int i = 2; i < tokens.size(); i++) {
      if (tokens.get(i).is("ROLLBACK")
          && tokens.get(i - 1).is("OR")
          && (tokens.get(i - 2).is("INSERT") || tokens.get(i - 2).is("UPDATE"))) {
        return refused("'" + tokens.get(i - 2).text() + " OR ROLLBACK' would end the engine's"
            + " transaction at the first conflict, and whatever follows would be kept at once,"
            + " without a record. Use OR ABORT, OR IGNORE or OR REPLACE.");
      }
    }
    return ORDINARY;
  }

  private static StatementCheck checkPragma(List<Token> tokens) {
    int nameAt = tokens.size() > 3 && tokens.get(2).is('.') ? 3 : 1;
    if (nameAt >= tokens.size()) {
      return ORDINARY;
    }
    String name = tokens.get(nameAt).folded();
    boolean sets = tokens.size() > nameAt + 1;
    if (name.equals("wal_checkpoint")) {
      return outside("PRAGMA wal_checkpoint does nothing while a transaction is open." + OUTSIDE);
    } else if (sets && name.equals("writable_schema")) {
      return refused("PRAGMA writable_schema lets statements write SQLite's own schema table, and"
          + " one mistake there makes the file unreadable. Declare the change (createTable,"
          + " addColumn, renameColumn, …), or build a new table and copy the rows.");
    } else if (sets && PRAGMAS_NOT_IN_TRANSACTION.contains(name)) {
      return outside(
          "PRAGMA " + name + " is refused or ignored while a transaction is open." + OUTSIDE);
    }
    return ORDINARY;
  }

  private static int skipSemicolons(List<Token> tokens, int from) {
    int i = from;
    while (i < tokens.size() && tokens.get(i).kind() == Kind.SEMICOLON) {
      i++;
    }
    return i;
  }

  /**
   * The place of the semicolon that ends the statement. A trigger's body is full of semicolons; it
   * ends with the first END right after one. The END of a CASE never stands there.
   */
  private static int endOfStatement(List<Token> tokens, int first) {
    boolean bodyMayCome = createsTrigger(tokens, first);
    boolean inBody = false;
    for (int i = first; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Kind.SEMICOLON && !inBody) {
        return i;
      } else if (bodyMayCome && token.is("BEGIN")) {
        bodyMayCome = false;
        inBody = true;
      } else if (inBody
          && token.is("END")
          && tokens.get(i - 1).kind() == Kind.SEMICOLON
          && isLast(tokens, i)) {
        inBody = false;
      }
    }
    return tokens.size();
  }

  private static boolean isLast(List<Token> tokens, int i) {
    return i + 1 == tokens.size() || tokens.get(i + 1).kind() == Kind.SEMICOLON;
  }

  private static boolean createsTrigger(List<Token> tokens, int first) {
    int i = first;
    if (is(tokens, i, "EXPLAIN")) {
      i += is(tokens, i + 1, "QUERY") ? 3 : 1;
    }
    if (!is(tokens, i, "CREATE")) {
      return false;
    }
    i += is(tokens, i + 1, "TEMP") || is(tokens, i + 1, "TEMPORARY") ? 2 : 1;
    return is(tokens, i, "TRIGGER");
  }

  private static boolean is(List<Token> tokens, int i, String keyword) {
    return i < tokens.size() && tokens.get(i).is(keyword);
  }

  /** The word that a statement begins with; no value of it, since values may be secret. */
  private static String excerpt(Token from) {
    String text = from.kind() == Kind.WORD ? from.text().toUpperCase(Locale.ROOT) : "…";
    return text.length() > 30 ? text.substring(0, 30) + "…" : text;
  }

  private static StatementCheck refused(String reason) {
    return new StatementCheck(StatementCheck.Kind.REFUSED, reason);
  }

  private static StatementCheck outside(String reason) {
    return new StatementCheck(StatementCheck.Kind.ONLY_OUTSIDE_TRANSACTION, reason);
  }
}
