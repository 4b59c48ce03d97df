package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.SessionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What may be set in a session of H2. What its SET changes for the whole database stays, unless it is of
 * those that are gone when the database is closed: the mode, and whether foreign keys are checked.
 */
final class H2Settings implements SessionSettings {
  private static final String TEMPORARY = "temporary ";

  @Override
  public boolean mayChange(String sql) {
    if (SettingWords.isPlain(sql)) {
      return false;
    }
    ScriptWindow window = ScriptGrammar.H2.window(sql);
    boolean isOwn =
        window.size() > 0 && (window.word(0).equals("SET") || window.word(0).equals("USE"));
    for (int i = 1; i < Math.min(window.size(), 5); i++) {
      isOwn |= window.word(0).equals("CREATE") && window.word(i).startsWith("TEMP");
    }
    return isOwn;
  }

  @Override
  public Map<String, String> read(Connection connection) throws SQLException {
    Map<String, String> settings = new LinkedHashMap<>();
    Rows.all(connection, """
            SELECT 'SCHEMA', SCHEMA() UNION ALL SELECT 'LOCK_TIMEOUT', CAST(LOCK_TIMEOUT() AS VARCHAR)
            UNION ALL SELECT SETTING_NAME, SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS
              WHERE SETTING_NAME IN ('MODE', 'TIME ZONE', 'QUERY_TIMEOUT', 'VARIABLE_BINARY', 'TRUNCATE_LARGE_LENGTH')
            UNION ALL SELECT 'temporary ' || QUOTE_IDENT(TABLE_SCHEMA) || '.' || QUOTE_IDENT(TABLE_NAME), ''
              FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'LOCAL TEMPORARY'""", row -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue()));
    return settings;
  }

  /** It is told nowhere, and is on in each database that is opened. */
  @Override
  public List<String> undoing(String sql) {
    ScriptWindow window = ScriptGrammar.H2.window(sql);
    return window.size() > 1 && window.word(1).equals("REFERENTIAL_INTEGRITY")
        ? List.of("SET REFERENTIAL_INTEGRITY TRUE")
        : List.of();
  }

  @Override
  public void restore(Connection connection, Map<String, String> before) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> setting : read(connection).entrySet()) {
        String name = setting.getKey();
        String value = before.get(name);
        if (name.startsWith(TEMPORARY) && value == null) {
          statement.execute("DROP TABLE IF EXISTS " + name.substring(TEMPORARY.length()));
        } else if (value != null && !value.equals(setting.getValue())) {
          statement.execute(assignment(name, value));
        }
      }
    }
  }

  private static String assignment(String name, String value) {
    return switch (name) {
      case "SCHEMA" -> "SET SCHEMA " + H2Ddl.DDL.quote(value);
      case "TIME ZONE" -> "SET TIME ZONE '" + value.replace("'", "''") + "'";
      default -> "SET " + name + " " + value;
    };
  }
}
