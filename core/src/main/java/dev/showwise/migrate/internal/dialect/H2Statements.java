package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.Tokenizer.Kind;
import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import dev.showwise.migrate.spi.Dialect.StatementCheck;
import java.util.List;
import java.util.Set;

/** Tells the statements that an author may send anywhere from those that would do harm. */
final class H2Statements extends StatementRules {
  static final H2Statements RULES = new H2Statements();

  private static final Set<String> TRANSACTION_CONTROL =
      Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE");

  /** All else commits whatever transaction is open, before it does anything. */
  private static final Set<String> ROWS = Set.of(
      "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "WITH", "VALUES", "TABLE", "CALL",
      "EXPLAIN", "SHOW");

  /** What may run several statements, of which the first may be done when a later one fails. */
  private static final Set<String> SEVERAL = Set.of("RUNSCRIPT", "CALL", "EXECUTE");

  private H2Statements() {}

  /** What a text is; see {@link dev.showwise.migrate.spi.Dialect#check}. */
  static StatementCheck check(String sql) {
    return RULES.checkText(sql);
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#failsWithoutEffect}. */
  static boolean failsWithoutEffect(String sql) {
    List<Token> tokens = H2Tokenizer.tokens(sql);
    return tokens.isEmpty() || !SEVERAL.contains(verb(tokens));
  }

  @Override
  protected Tokenizer tokenizer(String sql) {
    return H2Tokenizer.of(sql);
  }

  @Override
  protected String reasonAgainstNul() {
    return "H2 would take it for a blank.";
  }

  @Override
  protected String reasonForOneOnly() {
    return "Only one can be looked at, recorded and, if it fails, named.";
  }

  @Override
  protected int endOfStatement(List<Token> tokens, int first) {
    int end = first;
    while (end < tokens.size() && tokens.get(end).kind() != Kind.SEMICOLON) {
      end++;
    }
    return end;
  }

  @Override
  protected StatementCheck checkOne(List<Token> tokens) {
    String verb = verb(tokens);
    boolean autoCommit = verb.equals("SET") && is(tokens, 1, "AUTOCOMMIT");
    boolean twoPhase = verb.equals("PREPARE") && is(tokens, 1, "COMMIT");
    if (TRANSACTION_CONTROL.contains(verb) || autoCommit || twoPhase) {
      return transactionControl(tokens);
    } else if (verb.equals("SHUTDOWN")) {
      return refused("SHUTDOWN would close the database under the migration, before the record of"
          + " it is written. Leave the statement out.");
    } else if (verb.equals("DROP") && is(tokens, 1, "ALL")) {
      return refused("DROP ALL OBJECTS would drop the record of what was done, too. Name the tables"
          + " that are to be dropped.");
    }
    boolean rows = ROWS.contains(verb) || tokens.get(0).kind() == Kind.OPEN;
    return rows
        ? ORDINARY
        : outside("H2 commits the open transaction before " + excerpt(tokens.get(0)) + ".");
  }
}
