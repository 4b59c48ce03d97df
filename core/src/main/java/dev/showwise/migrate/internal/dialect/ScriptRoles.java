package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.Dialect.ScriptRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells which statements of a script are left to the engine. A transaction that is begun in another way than
 * the usual one, or goes on after its end ({@code COMMIT AND CHAIN}), is none of them.
 */
final class ScriptRoles {
  /** Words that may come after BEGIN, COMMIT or END and change nothing that matters here. */
  private static final Set<String> PLAIN =
      Set.of("TRANSACTION", "WORK", "DEFERRED", "IMMEDIATE", "EXCLUSIVE");

  /** What else may be left to the engine begins with one of these. */
  private static final Set<String> VERBS =
      Set.of("BEGIN", "START", "COMMIT", "END", "PRAGMA", "LOCK", "UNLOCK", "SET");

  private static final int LONGEST_VERB = 6;

  private ScriptRoles() {}

  /** See {@link dev.showwise.migrate.spi.Dialect#roleInScript}. */
  static ScriptRole of(ScriptGrammar grammar, String sql) {
    if (beginsWithAnotherVerb(sql)) {
      return ScriptRole.STATEMENT;
    }
    ScriptWindow window = grammar.window(sql);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < window.size() && !window.isSemicolon(i); i++) {
      words.add(window.word(i));
    }
    if (words.isEmpty()) {
      return ScriptRole.STATEMENT;
    }
    String verb = words.get(0);
    boolean isPlain = PLAIN.containsAll(words.subList(1, words.size()));
    boolean starts = verb.equals("START") && words.equals(List.of("START", "TRANSACTION"));
    if (starts || (verb.equals("BEGIN") && isPlain)) {
      return ScriptRole.BEGINS;
    } else if ((verb.equals("COMMIT") || verb.equals("END")) && isPlain) {
      return ScriptRole.COMMITS;
    }
    return isNeedless(grammar, words, sql) ? ScriptRole.NEEDLESS : ScriptRole.STATEMENT;
  }

  /** Whether it is a usual statement, as nearly all are, which need not be cut into words to see that. */
  private static boolean beginsWithAnotherVerb(String sql) {
    int end = 0;
    while (end < sql.length() && end <= LONGEST_VERB && isLetter(sql.charAt(end))) {
      end++;
    }
    return end > 0 && !VERBS.contains(sql.substring(0, end).toUpperCase(Locale.ROOT));
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** {@code SET autocommit = 0}, as phpMyAdmin writes it before a transaction. */
  private static boolean isAutoCommit(List<String> words) {
    return words.size() == 4 && words.get(0).equals("SET") && words.get(1).equals("AUTOCOMMIT");
  }

  private static boolean isNeedless(ScriptGrammar grammar, List<String> words, String sql) {
    return switch (grammar) {
      // migrations run without enforcement, and what violates a key is counted before and after
      case SQLITE ->
        words.get(0).equals("PRAGMA")
            && SqlitePragma.of(SqliteTokenizer.tokens(sql))
                .filter(pragma -> pragma.sets() && pragma.name().equals("foreign_keys"))
                .isPresent();
      // what mysqldump writes to be alone with a table; the engine is alone with its migration
      case MYSQL ->
        ((words.get(0).equals("LOCK") || words.get(0).equals("UNLOCK"))
                && words.size() > 1
                && words.get(1).startsWith("TABLE"))
            || isAutoCommit(words);
      default -> false;
    };
  }
}
