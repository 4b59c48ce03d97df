package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.MySqlTokenizer.Kind;
import dev.showwise.migrate.internal.dialect.MySqlTokenizer.Token;
import dev.showwise.migrate.spi.Dialect.StatementCheck;
import java.util.List;
import java.util.Set;

/**
 * Tells the statements that an author may send anywhere from those that commit by themselves and from
 * those that would do harm. Reads a text as the servers do in their default SQL mode.
 */
final class MySqlStatements {
  private static final Set<String> TRANSACTION_CONTROL =
      Set.of("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "XA");

  private static final Set<String> COMMITTING = Set.of(
      "ALTER",
      "BACKUP",
      "CACHE",
      "CALL",
      "CHANGE",
      "CHECK",
      "CLONE",
      "CREATE",
      "DROP",
      "EXECUTE",
      "FLUSH",
      "GRANT",
      "IMPORT",
      "INSTALL",
      "OPTIMIZE",
      "RENAME",
      "REPAIR",
      "RESET",
      "REVOKE",
      "START",
      "STOP",
      "TRUNCATE",
      "UNINSTALL");

  /** Changes that the servers undo by themselves when they fail. */
  private static final Set<String> ALL_OR_NOTHING = Set.of("ALTER", "CREATE", "TRUNCATE");

  static final StatementCheck ORDINARY = new StatementCheck(StatementCheck.Kind.ORDINARY, "");

  static final StatementCheck RELEASES_ALL_LOCKS = new StatementCheck(
      StatementCheck.Kind.REFUSED,
      "RELEASE_ALL_LOCKS would also release the lock that shows other processes that this migration"
          + " is alive. Release your own lock by its name, with RELEASE_LOCK.");

  private MySqlStatements() {}

  /** What a text is; see {@link dev.showwise.migrate.spi.Dialect#check}. */
  static StatementCheck check(String sql) {
    List<Token> tokens = MySqlTokenizer.tokens(sql);
    int first = skipSemicolons(tokens, 0);
    if (first == tokens.size()) {
      return refused("There is no statement in this text: it is empty or has nothing but comments."
          + " Leave the call out, or check what the text was read from.");
    }
    int found = MySqlStatementEnd.find(tokens, first);
    int end = found < 0 ? ~found : found;
    int next = skipSemicolons(tokens, end);
    if (tokens.get(first).is("DELIMITER")
        || (next < tokens.size() && tokens.get(next).is("DELIMITER"))) {
      return refused("DELIMITER is a command of the mysql and mariadb programs; the server does not"
          + " know it. Leave it out, and the delimiter at the end too: a routine, trigger or event"
          + " is one statement with its semicolons in it.");
    } else if (next < tokens.size()) {
      Token second = tokens.get(next);
      return refused("There is more than one statement in this text: the second one, '"
          + excerpt(second) + "', begins at position " + (second.start() + 1)
          + ". The server would refuse both, or run both without saying which one failed. Send each"
          + " statement with a call of its own.");
    }
    return checkOne(tokens.subList(first, end));
  }

  /**
   * See {@link dev.showwise.migrate.spi.Dialect#failsWithoutEffect}. A DROP of several tables that fails
   * at one has dropped the others, and a routine or block may have done a part of what it does.
   */
  static boolean failsWithoutEffect(String sql) {
    List<Token> tokens = MySqlTokenizer.tokens(sql);
    int first = skipSemicolons(tokens, 0);
    return check(sql).kind() != StatementCheck.Kind.ONLY_OUTSIDE_TRANSACTION
        || (ALL_OR_NOTHING.contains(word(tokens, first))
            && !isOfAccounts(tokens, first)
            && !dropsFirst(tokens, first)
            && !MySqlStatementEnd.isBlock(tokens, first));
  }

  /** Several accounts in one statement are made, or changed, one after the other. */
  private static boolean isOfAccounts(List<Token> tokens, int verb) {
    int what = is(tokens, verb + 1, "OR") ? verb + 3 : verb + 1;
    return is(tokens, what, "USER") || is(tokens, what, "ROLE");
  }

  /** CREATE OR REPLACE TABLE drops what is there, and may fail then. */
  private static boolean dropsFirst(List<Token> tokens, int verb) {
    return is(tokens, verb, "CREATE") && is(tokens, verb + 1, "OR");
  }

  /** What one statement is. */
  static StatementCheck checkOne(List<Token> tokens) {
    if (MySqlStatementEnd.isBlock(tokens, 0)) {
      return checkBlock(tokens);
    }
    boolean escape = tokens.get(0).is('{');
    int verbAt = escape ? skipEscape(tokens) : 0;
    String verb = word(tokens, verbAt);
    if (escape && !verb.equals("CALL")) {
      return refused(StatementRules.ESCAPE);
    }
    boolean control = TRANSACTION_CONTROL.contains(verb)
        || (verb.equals("START") && is(tokens, 1, "TRANSACTION"))
        || (verb.equals("RELEASE") && is(tokens, 1, "SAVEPOINT"));
    if (control) {
      return refused("'" + excerpt(tokens.get(0)) + "' would begin or end a transaction."
          + " Transactions belong to the engine, which writes down with each statement that it was"
          + " run. Leave the statement out.");
    } else if (verb.equals("SET")) {
      return MySqlSettings.check(tokens);
    } else if (verb.equals("USE")) {
      return refused("USE would change the database in which the engine keeps its history. Name the"
          + " database in front of the table, as in other.event, or run the migration with a URL"
          + " that names that database.");
    } else if (locksTables(tokens, verb)) {
      return refused(
          "'" + verb + "' of tables would shut the engine out of its own history table, or"
              + " end its locks. Leave the statement out: the statements of a migration lock what they"
              + " change.");
    } else if (verb.equals("PREPARE") || (verb.equals("EXECUTE") && is(tokens, 1, "IMMEDIATE"))) {
      return checkDynamic(tokens, verb);
    } else if (verb.equals("CREATE") && MySqlStatementEnd.createsBody(tokens, 0)) {
      return committing(verb);
    } else if (releasesAllLocks(tokens)) {
      return RELEASES_ALL_LOCKS;
    }
    return commits(tokens, verb) ? committing(verb) : ORDINARY;
  }

  private static boolean commits(List<Token> tokens, String verb) {
    return switch (verb) {
      case "CREATE" -> !is(tokens, is(tokens, 1, "OR") ? 3 : 1, "TEMPORARY");
      case "DROP" -> !is(tokens, 1, "TEMPORARY");
      // MariaDB's ANALYZE before a query runs it and shows how
      case "ANALYZE" ->
        is(tokens, 1, "TABLE") || is(tokens, 1, "LOCAL") || is(tokens, 1, "NO_WRITE_TO_BINLOG");
      case "LOAD" -> is(tokens, 1, "INDEX");
      default -> COMMITTING.contains(verb);
    };
  }

  private static boolean locksTables(List<Token> tokens, String verb) {
    boolean readLock = tokens.stream().anyMatch(t -> t.is("WITH") || t.is("EXPORT"));
    return verb.equals("LOCK")
        || verb.equals("UNLOCK")
        || (verb.equals("FLUSH")
            && readLock
            && tokens.stream().anyMatch(MySqlStatements::isTables));
  }

  private static boolean isTables(Token token) {
    return token.is("TABLES") || token.is("TABLE");
  }

  /** Whether the statement calls the function that releases every lock of the session. */
  static boolean releasesAllLocks(List<Token> tokens) {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).is("RELEASE_ALL_LOCKS") && tokens.get(i + 1).kind() == Kind.OPEN) {
        return true;
      }
    }
    return false;
  }

  /** The text of a statement that is made in a statement, where it can be seen. */
  private static StatementCheck checkDynamic(List<Token> tokens, String verb) {
    Token last = tokens.get(tokens.size() - 1);
    for (int i = 1; i < tokens.size(); i++) {
      boolean text = tokens.get(i).kind() == Kind.STRING
          && (is(tokens, i - 1, "FROM") || is(tokens, i - 1, "IMMEDIATE"));
      if (text && (tokens.get(i).equals(last) || is(tokens, i + 1, "USING"))) {
        StatementCheck inner = check(tokens.get(i).unquoted());
        // to prepare a statement is not to run it yet
        return verb.equals("PREPARE") && inner.kind() != StatementCheck.Kind.REFUSED
            ? ORDINARY
            : inner;
      }
    }
    return verb.equals("PREPARE") ? ORDINARY : committing(verb);
  }

  /** A block on its own runs at once, so what is in it counts. */
  private static StatementCheck checkBlock(List<Token> tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      if (!MySqlStatementEnd.startsStatement(tokens, 0, i)) {
        continue;
      }
      int end = i;
      while (end < tokens.size() && tokens.get(end).kind() != Kind.SEMICOLON) {
        end++;
      }
      boolean plain = end > i && !tokens.get(i).is("BEGIN") && !tokens.get(i).is("END");
      if (plain && !MySqlStatementEnd.isBlock(tokens, i)) {
        StatementCheck inner = checkOne(tokens.subList(i, end));
        if (inner.kind() == StatementCheck.Kind.REFUSED) {
          return inner;
        }
      }
    }
    return committing("A block");
  }

  /** JDBC's {@code {? = call f()}}. */
  private static int skipEscape(List<Token> tokens) {
    int i = 0;
    while (i < tokens.size() && tokens.get(i).kind() != Kind.WORD) {
      i++;
    }
    return i;
  }

  private static int skipSemicolons(List<Token> tokens, int from) {
    int i = from;
    while (i < tokens.size() && tokens.get(i).kind() == Kind.SEMICOLON) {
      i++;
    }
    return i;
  }

  private static boolean is(List<Token> tokens, int i, String keyword) {
    return i < tokens.size() && tokens.get(i).is(keyword);
  }

  private static String word(List<Token> tokens, int i) {
    return i < tokens.size() ? tokens.get(i).keyword() : "";
  }

  /** The word that a statement begins with; no value of it, since values may be secret. */
  private static String excerpt(Token from) {
    String text = from.kind() == Kind.WORD ? from.keyword() : "…";
    return text.length() > 30 ? text.substring(0, 30) + "…" : text;
  }

  static StatementCheck refused(String reason) {
    return new StatementCheck(StatementCheck.Kind.REFUSED, reason);
  }

  static StatementCheck committing(String what) {
    return new StatementCheck(
        StatementCheck.Kind.ONLY_OUTSIDE_TRANSACTION,
        what
            + " commits on MariaDB and MySQL, or may do so, with all that came before it; it cannot"
            + " be part of a transaction that is kept or undone as a whole. Put it into a migration"
            + " of its own whose options() are ExecutionOptions.DEFAULT.outsideTransaction().");
  }
}
