package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.Tokenizer.Kind;
import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import dev.showwise.migrate.spi.Dialect.StatementCheck;
import java.util.List;
import java.util.Set;

/** Tells the statements that an author may send anywhere from those that would do harm. */
final class SqliteStatements extends StatementRules {
  static final SqliteStatements RULES = new SqliteStatements();

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

  private SqliteStatements() {}

  /** What a text is; see {@link dev.showwise.migrate.spi.Dialect#check}. */
  static StatementCheck check(String sql) {
    return RULES.checkText(sql);
  }

  @Override
  protected Tokenizer tokenizer(String sql) {
    return SqliteTokenizer.of(sql);
  }

  @Override
  protected String reasonAgainstNul() {
    return "SQLite would drop everything after it without a word.";
  }

  @Override
  protected String reasonForOneOnly() {
    return "The driver would run the first one and drop the rest without a word.";
  }

  @Override
  protected StatementCheck checkOne(List<Token> tokens) {
    String verb = verb(tokens);
    if (TRANSACTION_CONTROL.contains(verb)) {
      return transactionControl(tokens);
    } else if (NOT_IN_TRANSACTION.contains(verb)) {
      return outside(verb + " cannot be part of a transaction that is kept or undone as a whole.");
    } else if (verb.equals("PRAGMA")) {
      return SqlitePragma.of(tokens).map(SqliteStatements::checkPragma).orElse(ORDINARY);
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

  private static StatementCheck checkPragma(SqlitePragma pragma) {
    if (pragma.name().equals("wal_checkpoint")) {
      return outside("PRAGMA wal_checkpoint does nothing while a transaction is open.");
    } else if (pragma.sets() && pragma.name().equals("writable_schema")) {
      return refused("PRAGMA writable_schema lets statements write SQLite's own schema table, and"
          + " one mistake there makes the file unreadable. Declare the change (createTable,"
          + " addColumn, renameColumn, …), or build a new table and copy the rows.");
    } else if (pragma.sets() && PRAGMAS_NOT_IN_TRANSACTION.contains(pragma.name())) {
      return outside(
          "PRAGMA " + pragma.name() + " is refused or ignored while a transaction is open.");
    }
    return ORDINARY;
  }

  /**
   * The place of the semicolon that ends the statement. A trigger's body is full of semicolons; it
   * ends with the first END right after one. The END of a CASE never stands there.
   */
  @Override
  protected int endOfStatement(List<Token> tokens, int first) {
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
    return inBody ? ~tokens.size() : tokens.size();
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
}
