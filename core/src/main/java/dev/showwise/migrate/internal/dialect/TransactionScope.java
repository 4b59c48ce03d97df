package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.Tokenizer.Kind;
import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import java.util.List;
import java.util.Set;

/**
 * Tells the statements whose effect ends with the transaction that they are in, as the products' pages on them
 * say. What a routine does that is called is not known.
 */
final class TransactionScope {
  private static final Set<String> SETTINGS = Set.of("LOCAL", "CONSTRAINTS", "TRANSACTION");

  /** Settings that limit a statement, and change nothing of what it does. */
  private static final Set<String> LIMITS = Set.of(
      "lock_timeout",
      "statement_timeout",
      "work_mem",
      "maintenance_work_mem",
      "client_min_messages");

  private TransactionScope() {}

  /** See {@link dev.showwise.migrate.spi.Dialect#endsWithTransaction}. */
  static boolean onPostgres(String sql) {
    List<Token> tokens = PostgresTokenizer.tokens(sql);
    if (tokens.isEmpty()) {
      return false;
    }
    return switch (StatementRules.verb(tokens)) {
      case "SET" -> isSetting(tokens, 0);
      case "CREATE" -> emptiesAtCommit(tokens);
      case "DECLARE" -> !hasWords(tokens, "WITH", "HOLD");
      case "DO" -> tokens.stream().anyMatch(TransactionScope::isBodyWithIt);
      default -> callsSetConfig(tokens);
    };
  }

  /** The same for H2, where a temporary table alone is so. */
  static boolean onH2(String sql) {
    List<Token> tokens = H2Tokenizer.tokens(sql);
    return StatementRules.is(tokens, 0, "CREATE") && emptiesAtCommit(tokens);
  }

  /** {@code SET LOCAL a = 1}; but not {@code UPDATE t SET local = 1}. */
  private static boolean isSetting(List<Token> tokens, int set) {
    return StatementRules.is(tokens, set, "SET")
        && set + 2 < tokens.size()
        && SETTINGS.stream().anyMatch(tokens.get(set + 1)::is)
        && !tokens.get(set + 2).is('=')
        && !LIMITS.contains(tokens.get(set + 2).folded());
  }

  private static boolean emptiesAtCommit(List<Token> tokens) {
    return hasWords(tokens, "ON", "COMMIT", "DROP") || hasWords(tokens, "ON", "COMMIT", "DELETE");
  }

  /** Whether these words stand somewhere, one behind the other. */
  private static boolean hasWords(List<Token> tokens, String... words) {
    for (int i = 0; i + words.length <= tokens.size(); i++) {
      int found = 0;
      while (found < words.length && tokens.get(i + found).is(words[found])) {
        found++;
      }
      if (found == words.length) {
        return true;
      }
    }
    return false;
  }

  /** {@code set_config('a', 'b', true)}; whatever is not plainly false may be true. */
  private static boolean callsSetConfig(List<Token> tokens) {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).folded().equals("set_config") && tokens.get(i + 1).kind() == Kind.OPEN) {
        int close = Tokens.closing(tokens, i + 1);
        if (close < 0 || !tokens.get(close - 1).is("FALSE")) {
          return true;
        }
      }
    }
    return false;
  }

  /** A block runs at once, so what is in it counts. */
  private static boolean isBodyWithIt(Token token) {
    if (token.kind() != Kind.DOLLAR_STRING && token.kind() != Kind.STRING) {
      return false;
    }
    String text = token.text();
    int tag = token.kind() == Kind.STRING ? 1 : text.indexOf('$', 1) + 1;
    List<Token> body = PostgresTokenizer.tokens(text.substring(tag, text.length() - tag));
    for (int i = 0; i < body.size(); i++) {
      if (isSetting(body, i)) {
        return true;
      }
    }
    return emptiesAtCommit(body) || callsSetConfig(body);
  }
}
