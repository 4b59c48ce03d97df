package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.MySqlTokenizer.Token;
import dev.showwise.migrate.spi.SessionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may be set in a session of MariaDB and MySQL: variables, and temporary tables. */
final class MySqlSessionSettings implements SessionSettings {
  private static final Set<String> VERBS = Set.of("SET", "CALL", "EXECUTE", "BEGIN");

  /** They change with every statement. */
  private static final Set<String> MOVING = Set.of(
      "timestamp",
      "last_insert_id",
      "identity",
      "insert_id",
      "rand_seed1",
      "rand_seed2",
      "pseudo_thread_id",
      "gtid_seq_no");

  /** A variable that has no value of the session's own, or none that can be given. */
  private static final Set<Integer> NOT_OF_SESSION = Set.of(1193, 1229, 1238);

  @Override
  public boolean mayChange(String sql) {
    if (SettingWords.isPlain(sql)) {
      return false;
    }
    List<Token> tokens = MySqlTokenizer.tokens(sql);
    return !tokens.isEmpty()
        && (VERBS.contains(tokens.get(0).keyword())
            || tokens.stream().limit(4).anyMatch(t -> t.is("TEMPORARY"))
            || MySqlStatementEnd.isBlock(tokens, 0));
  }

  @Override
  public Map<String, String> read(Connection connection) throws SQLException {
    Map<String, String> settings = new LinkedHashMap<>();
    Rows.all(
            connection,
            "SHOW SESSION VARIABLES",
            row -> Map.entry(row.getString(1), String.valueOf(row.getString(2))))
        .forEach(variable -> settings.put(variable.getKey(), variable.getValue()));
    settings.keySet().removeAll(MOVING);
    return settings;
  }

  /** Nothing lists the temporary tables of a session on all releases; what sets the clock is nowhere told. */
  @Override
  public List<String> undoing(String sql) {
    List<Token> tokens = MySqlTokenizer.tokens(sql);
    if (!tokens.get(0).is("CREATE")) {
      return tokens.stream().anyMatch(t -> t.is("TIMESTAMP"))
          ? List.of("SET SESSION timestamp = DEFAULT")
          : List.of();
    }
    int name = 0;
    while (name < tokens.size() && !tokens.get(name).is("TABLE")) {
      name++;
    }
    name += name + 1 < tokens.size() && tokens.get(name + 1).is("IF") ? 4 : 1;
    if (name >= tokens.size() || !tokens.get(name).mayBeName()) {
      return List.of();
    }
    boolean isQualified = name + 2 < tokens.size() && tokens.get(name + 1).is('.');
    String table = sql.substring(
        tokens.get(name).start(), tokens.get(isQualified ? name + 2 : name).end());
    return List.of("DROP TEMPORARY TABLE IF EXISTS " + table);
  }

  @Override
  public void restore(Connection connection, Map<String, String> before) throws SQLException {
    Map<String, String> now = read(connection);
    List<Map.Entry<String, String>> changed = before.entrySet().stream()
        .filter(variable -> !variable.getValue().equals(now.get(variable.getKey())))
        .toList();
    for (Map.Entry<String, String> variable : changed) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET SESSION " + variable.getKey() + " = " + value(variable.getValue()));
      } catch (SQLException e) {
        if (!NOT_OF_SESSION.contains(e.getErrorCode())) {
          throw e;
        }
      }
    }
  }

  private static String value(String text) {
    return text.matches("-?\\d+(\\.\\d+)?") ? text : text(text);
  }

  /**
   * One driver says at log-in that blanks before a parenthesis do not matter, which makes reserved words of the
   * names of functions. The server's own mode may say so too.
   */
  @Override
  public List<String> becomeLikeClient(Connection connection) throws SQLException {
    Map<String, String> modes = Rows.first(
            connection,
            "SELECT @@SESSION.sql_mode, @@GLOBAL.sql_mode",
            row -> Map.of("session", row.getString(1), "global", row.getString(2)))
        .orElseThrow();
    String mode = modes.getOrDefault("session", "");
    boolean isOfDriver = words(mode).anyMatch("IGNORE_SPACE"::equals)
        && words(modes.getOrDefault("global", "")).noneMatch("IGNORE_SPACE"::equals);
    if (!isOfDriver) {
      return List.of();
    }
    String without =
        words(mode).filter(word -> !word.equals("IGNORE_SPACE")).collect(Collectors.joining(","));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION sql_mode = " + text(without));
    }
    return List.of("SET SESSION sql_mode = " + text(mode));
  }

  /** With backslashes doubled, since no script may turn their meaning off. */
  private static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  private static Stream<String> words(String mode) {
    return Stream.of(mode.split(","));
  }
}
