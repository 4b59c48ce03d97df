package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.MySqlTokenizer.Kind;
import dev.showwise.migrate.internal.dialect.MySqlTokenizer.Token;
import dev.showwise.migrate.spi.Dialect.StatementCheck;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells the settings that an author may change from those that the engine stands on. */
final class MySqlSettings {
  private static final Set<String> UTF_8 =
      Set.of("utf8", "utf8mb3", "utf8mb4", "binary", "default", "null");

  private MySqlSettings() {}

  /** What a statement that begins with SET is. */
  static StatementCheck check(List<Token> tokens) {
    if (is(tokens, 1, "STATEMENT")) {
      return checkSetStatement(tokens);
    } else if (is(tokens, 1, "PASSWORD")) {
      return MySqlStatements.committing("SET PASSWORD");
    }
    int scope = is(tokens, 1, "SESSION") || is(tokens, 1, "LOCAL") ? 2 : 1;
    if (is(tokens, scope, "TRANSACTION")) {
      return MySqlStatements.refused(
          "SET TRANSACTION would change how the engine's own transactions see the"
              + " history. Leave the statement out.");
    }
    int depth = 0;
    int start = 1;
    for (int i = 1; i <= tokens.size(); i++) {
      boolean ends = i == tokens.size() || (depth == 0 && tokens.get(i).is(','));
      if (ends) {
        StatementCheck check = checkAssignment(tokens.subList(start, i));
        if (check.kind() != StatementCheck.Kind.ORDINARY) {
          return check;
        }
        start = i + 1;
      } else if (tokens.get(i).kind() == Kind.OPEN) {
        depth++;
      } else if (tokens.get(i).kind() == Kind.CLOSE) {
        depth--;
      }
    }
    return MySqlStatements.releasesAllLocks(tokens)
        ? MySqlStatements.RELEASES_ALL_LOCKS
        : MySqlStatements.ORDINARY;
  }

  private static StatementCheck checkAssignment(List<Token> tokens) {
    int system = !tokens.isEmpty() && tokens.get(0).is('@') ? 2 : 0;
    if (system == 2 && !(tokens.size() > 2 && tokens.get(1).is('@'))) {
      // a variable of the author's own
      return MySqlStatements.ORDINARY;
    }
    if (is(tokens, 0, "NAMES") || is(tokens, 0, "CHARSET") || is(tokens, 0, "CHARACTER")) {
      return checkEncoding(tokens, 0);
    }
    boolean global = false;
    String name = "";
    for (int i = system; i < tokens.size() && !isAssigned(tokens, i); i++) {
      Token token = tokens.get(i);
      global |= token.is("GLOBAL") || token.is("PERSIST") || token.is("PERSIST_ONLY");
      name = token.is('.') ? name : token.unquoted().toLowerCase(Locale.ROOT);
    }
    if (global) {
      return MySqlStatements.ORDINARY;
    }
    String value = tokens.isEmpty() ? "" : tokens.get(tokens.size() - 1).text();
    return switch (name) {
      case "autocommit",
          "completion_type",
          "transaction_isolation",
          "tx_isolation",
          "transaction_read_only",
          "tx_read_only" ->
        MySqlStatements.refused(
            "SET " + name + " would change how the engine's transactions begin, end or see the"
                + " history. Leave the statement out.");
      case "wsrep_on", "sql_log_bin", "wsrep_osu_method" ->
        MySqlStatements.refused(
            "SET " + name + " would keep changes, and the engine's record of them, from the other"
                + " servers. Set it with SET STATEMENT … FOR in front of the one statement that needs it,"
                + " where the server has that, or outside of migrations.");
      case "character_set_client", "character_set_connection", "character_set_results" ->
        checkEncoding(tokens, system);
      case "sql_select_limit" ->
        MySqlStatements.refused(
            "SET sql_select_limit would hide rows of the history from the engine. Write"
                + " LIMIT into the statements that need it.");
      case "sql_mode" ->
        value
                .toUpperCase(Locale.ROOT)
                .matches("(?s).*(NO_BACKSLASH_ESCAPES|ANSI|ORACLE|MSSQL|DB2).*")
            ? MySqlStatements.refused(
                "SET sql_mode with a mode that changes what quotes and backslashes mean: the"
                    + " statements after it could not be read any more before they are sent. Write them"
                    + " for the default mode.")
            : MySqlStatements.ORDINARY;
      default -> MySqlStatements.ORDINARY;
    };
  }

  /** What the server takes texts for must be what they are; what was kept in a variable is that. */
  private static StatementCheck checkEncoding(List<Token> tokens, int from) {
    int last = tokens.size() - 1;
    for (int i = from; i < tokens.size(); i++) {
      last = tokens.get(i).is("COLLATE") ? i - 1 : last;
    }
    boolean isKept = last > 0 && tokens.subList(from, last).stream().anyMatch(t -> t.is('@'));
    String value = last < 0 ? "" : tokens.get(last).unquoted().toLowerCase(Locale.ROOT);
    return isKept || UTF_8.contains(value)
        ? MySqlStatements.ORDINARY
        : MySqlStatements.refused(
            "Scripts are UTF-8, and are sent as such; the server would read them, and"
                + " the history, as something else. Convert the file if it is not UTF-8, and leave the"
                + " statement out.");
  }

  private static boolean isAssigned(List<Token> tokens, int i) {
    return tokens.get(i).is('=') || tokens.get(i).is(':');
  }

  /** {@code SET STATEMENT a = 1, b = 2 FOR statement}: the statement counts. */
  private static StatementCheck checkSetStatement(List<Token> tokens) {
    for (int i = 2; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).is("FOR")) {
        return MySqlStatements.checkOne(tokens.subList(i + 1, tokens.size()));
      }
    }
    return MySqlStatements.ORDINARY;
  }

  private static boolean is(List<Token> tokens, int i, String keyword) {
    return i < tokens.size() && tokens.get(i).is(keyword);
  }
}
