package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.MySqlTokenizer.Kind;
import dev.showwise.migrate.internal.dialect.MySqlTokenizer.Token;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a statement on MariaDB and MySQL through only if it stays in the connection's own database. What
 * is not known to stay there is refused.
 */
public final class MySqlConfinement {
  private static final Set<String> VERBS = Set.of(
      "SELECT",
      "WITH",
      "VALUES",
      "TABLE",
      "INSERT",
      "REPLACE",
      "UPDATE",
      "DELETE",
      "TRUNCATE",
      "SHOW",
      "DESCRIBE",
      "DESC",
      "EXPLAIN",
      "DO",
      "SET",
      "RENAME",
      "OPTIMIZE",
      "ANALYZE",
      "CHECK",
      "CREATE",
      "ALTER",
      "DROP");
  private static final Set<String> CHANGED = Set.of("CREATE", "ALTER", "DROP", "RENAME");
  private static final Set<String> OF_A_DATABASE =
      Set.of("TABLE", "INDEX", "KEY", "VIEW", "TRIGGER", "FUNCTION", "PROCEDURE", "SEQUENCE");
  private static final Set<String> OF_THE_SERVER = Set.of(
      "USER",
      "ROLE",
      "DATABASE",
      "SCHEMA",
      "SERVER",
      "TABLESPACE",
      "LOGFILE",
      "EVENT",
      "INSTANCE",
      "RESOURCE",
      "UNDO",
      "PACKAGE");
  private static final Set<String> FILES = Set.of("OUTFILE", "DUMPFILE");
  private static final Set<String> OF_ALL_SESSIONS =
      Set.of("GLOBAL", "PERSIST", "PERSIST_ONLY", "PASSWORD");
  private static final Set<String> UNSEEN = Set.of("EXECUTE", "PREPARE", "CALL");
  /** In a definition that is there already, what is called is there, too, and was looked at as well. */
  private static final Set<String> PUT_TOGETHER = Set.of("EXECUTE", "PREPARE");

  /** The engines of tables whose rows are in another place. */
  static final Set<String> LINKING = Set.of("FEDERATED", "SPIDER", "CONNECT", "S3");

  private static final Set<String> ONLY_READ = Set.of("information_schema", "performance_schema");

  private MySqlConfinement() {}

  /**
   * Why a statement is not let through; empty if it is.
   *
   * @param sql one statement
   * @param databases all that the account can reach
   * @param own the one that it may change
   */
  public static Optional<String> refusal(String sql, List<String> databases, String own) {
    List<Token> tokens = MySqlTokenizer.tokens(sql);
    if (tokens.isEmpty()) {
      return Optional.empty();
    }
    int first = 0;
    while (first < tokens.size() - 1 && tokens.get(first).kind() == Kind.OPEN) {
      first++;
    }
    String verb = tokens.get(first).keyword();
    if (!VERBS.contains(verb)) {
      return refused("it is not one of those that are known to stay in one database");
    }
    if (CHANGED.contains(verb)) {
      String what = tokens.stream()
          .skip(first + 1)
          .map(Token::keyword)
          .filter(word -> OF_A_DATABASE.contains(word) || OF_THE_SERVER.contains(word))
          .findFirst()
          .orElse("");
      if (!OF_A_DATABASE.contains(what)) {
        return refused("it changes something of the server (" + verb + " " + what + ")");
      }
    }
    Set<String> unseen = CHANGED.contains(verb) ? UNSEEN : Set.of();
    boolean isForAll = verb.equals("SET")
        && tokens.stream().map(Token::keyword).anyMatch(OF_ALL_SESSIONS::contains);
    return isForAll
        ? refused("it sets something of the whole server")
        : reach(tokens, unseen, databases, own).flatMap(MySqlConfinement::refused);
  }

  /**
   * What the definition of a view, a trigger or a routine reaches besides its own database; empty if it
   * stays there.
   */
  static Optional<String> reachOf(String definition, List<String> databases, String own) {
    return reach(MySqlTokenizer.tokens(definition), PUT_TOGETHER, databases, own);
  }

  private static Optional<String> reach(
      List<Token> tokens, Set<String> unseen, List<String> databases, String own) {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (FILES.contains(token.keyword()) || unseen.contains(token.keyword())) {
        return Optional.of(
            "what " + token.keyword() + " does in it may reach something outside of this database");
      }
      if (isEngine(tokens, i) && LINKING.contains(token.unquoted().toUpperCase(Locale.ROOT))) {
        return Optional.of("its rows would be in another place");
      }
      String name = token.unquoted();
      boolean qualifies =
          token.mayBeName() && i + 1 < tokens.size() && tokens.get(i + 1).is('.');
      if (qualifies
          && !name.equalsIgnoreCase(own)
          && !ONLY_READ.contains(name.toLowerCase(Locale.ROOT))
          && databases.stream().anyMatch(name::equalsIgnoreCase)) {
        return Optional.of("it names the database '" + name + "', and would go past the copy");
      }
    }
    return Optional.empty();
  }

  private static boolean isEngine(List<Token> tokens, int at) {
    int before = at > 1 && tokens.get(at - 1).is('=') ? at - 2 : at - 1;
    return before >= 0 && tokens.get(before).keyword().equals("ENGINE");
  }

  private static Optional<String> refused(String why) {
    return Optional.of("this statement cannot be rehearsed in a copy of the database on the same"
        + " server: " + why + ". Try it on another server that has a copy");
  }
}
