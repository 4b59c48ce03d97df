package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.StatementToken;
import dev.showwise.migrate.spi.StatementToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** The tokens of a statement, in the form in which everybody may have them. */
final class ScriptTokens {
  private ScriptTokens() {}

  /** See {@link dev.showwise.migrate.spi.Dialect#tokens}. */
  static List<StatementToken> of(ScriptGrammar grammar, String sql) {
    ScriptWindow window = grammar.window(sql);
    List<StatementToken> tokens = new ArrayList<>(window.size());
    for (int i = 0; i < window.size(); i++) {
      Kind kind = window.isQuoted(i) || window.isUnfinished(i) ? Kind.QUOTED : Kind.PLAIN;
      tokens.add(new StatementToken(window.start(i), window.end(i), kind));
    }
    return tokens;
  }
}
