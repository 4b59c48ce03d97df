package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import dev.showwise.migrate.spi.SessionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be set in a session of PostgreSQL: its parameters, the role, and temporary tables. */
final class PostgresSettings implements SessionSettings {
  private static final Set<String> VERBS = Set.of("SET", "RESET", "DISCARD", "DO", "CALL");

  /** Behind it is what a temporary object is; no parameter has such a name. */
  private static final String TEMPORARY = "temporary ";

  /** The role is one of the user that the session is for, and settings may need either. */
  private static final List<String> FIRST = List.of("session_authorization", "role");

  @Override
  public boolean mayChange(String sql) {
    if (SettingWords.isPlain(sql)) {
      return false;
    }
    List<Token> tokens = PostgresTokenizer.tokens(sql);
    return !tokens.isEmpty()
        && (VERBS.contains(StatementRules.verb(tokens))
            || tokens.stream()
                .anyMatch(
                    t -> t.is("TEMP") || t.is("TEMPORARY") || t.folded().equals("set_config")));
  }

  @Override
  public Map<String, String> read(Connection connection) throws SQLException {
    Map<String, String> settings = new LinkedHashMap<>();
    PostgresRows.all(connection, """
            SELECT s.name, current_setting(s.name) FROM (VALUES ('session_authorization'), ('role'))
              AS s(name)
            UNION ALL SELECT s.name, current_setting(s.name) FROM pg_catalog.pg_settings AS s
              WHERE s.context IN ('user', 'superuser') AND s.name NOT LIKE 'transaction%'
            UNION ALL SELECT 'temporary ' || CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'S' THEN 'SEQUENCE'
                ELSE 'TABLE' END || ' pg_temp.' || quote_ident(c.relname), ''
              FROM pg_catalog.pg_class AS c
              WHERE c.relnamespace = pg_my_temp_schema() AND c.relkind IN ('r', 'p', 'v', 'S')""", row -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue()));
    return settings;
  }

  /** A parameter that nobody declared is in no list. */
  @Override
  public List<String> undoing(String sql) {
    List<Token> tokens = PostgresTokenizer.tokens(sql);
    int name = StatementRules.is(tokens, 1, "SESSION") ? 2 : 1;
    boolean isOwn = StatementRules.is(tokens, 0, "SET")
        && tokens.size() > name + 2
        && tokens.get(name + 1).is('.');
    return isOwn ? List.of("RESET " + Tokens.text(tokens.subList(name, name + 3))) : List.of();
  }

  @Override
  public void restore(Connection connection, Map<String, String> before) throws SQLException {
    Map<String, String> changed = new LinkedHashMap<>();
    FIRST.forEach(name -> changed.put(name, before.getOrDefault(name, "none")));
    Map<String, String> now = read(connection);
    before.forEach((name, value) -> {
      if (now.containsKey(name) && !value.equals(now.get(name))) {
        changed.put(name, value);
      }
    });
    FIRST.stream()
        .filter(name -> now.getOrDefault(name, "").equals(before.get(name)))
        .forEach(changed::remove);
    try (Statement statement = connection.createStatement()) {
      if (!changed.isEmpty()) {
        statement.execute(changed.entrySet().stream()
            .map(setting -> "set_config(" + PostgresSessions.literal(setting.getKey()) + ", "
                + PostgresSessions.literal(setting.getValue()) + ", false)")
            .collect(Collectors.joining(", ", "SELECT ", "")));
      }
      // a sequence may have gone with its table
      for (String what : List.of("VIEW", "TABLE", "SEQUENCE")) {
        Optional<String> drop = drop(before, now, what);
        if (drop.isPresent()) {
          statement.execute(drop.get());
        }
      }
    }
  }

  private static Optional<String> drop(
      Map<String, String> before, Map<String, String> now, String what) {
    String key = TEMPORARY + what + " ";
    String names = now.keySet().stream()
        .filter(name -> name.startsWith(key) && !before.containsKey(name))
        .map(name -> name.substring(key.length()))
        .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("DROP " + what + " IF EXISTS " + names + " CASCADE");
  }
}
