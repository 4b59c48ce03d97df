package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import java.util.List;
import java.util.Optional;

/**
 * A PRAGMA, of which SQLite takes the name with a schema in front and in any quotes, and the value behind
 * {@code =} or in parentheses.
 *
 * @param name its name in lower case
 * @param sets whether it has a value
 */
record SqlitePragma(String name, boolean sets) {
  /** The one that a statement is; empty if it is another statement. */
  static Optional<SqlitePragma> of(List<Token> tokens) {
    if (!StatementRules.is(tokens, 0, "PRAGMA")) {
      return Optional.empty();
    }
    int at = tokens.size() > 3 && tokens.get(2).is('.') ? 3 : 1;
    return at < tokens.size()
        ? Optional.of(new SqlitePragma(tokens.get(at).folded(), isValueBehind(tokens, at + 1)))
        : Optional.empty();
  }

  private static boolean isValueBehind(List<Token> tokens, int at) {
    return at < tokens.size() && (tokens.get(at).is('=') || tokens.get(at).is('('));
  }
}
