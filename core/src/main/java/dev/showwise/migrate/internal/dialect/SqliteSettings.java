package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import dev.showwise.migrate.spi.SessionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What may be set in a connection of SQLite: the PRAGMAs that are not kept in the file, and what is in the
 * temporary database. Foreign keys are not among them: the engine sets them itself.
 */
final class SqliteSettings implements SessionSettings {
  private static final List<String> PRAGMAS = List.of(
      "query_only",
      "analysis_limit",
      "automatic_index",
      "busy_timeout",
      "cache_size",
      "cache_spill",
      "cell_size_check",
      "checkpoint_fullfsync",
      "defer_foreign_keys",
      "fullfsync",
      "ignore_check_constraints",
      "journal_size_limit",
      "legacy_alter_table",
      "locking_mode",
      "max_page_count",
      "mmap_size",
      "read_uncommitted",
      "recursive_triggers",
      "reverse_unordered_selects",
      "secure_delete",
      "synchronous",
      "temp_store",
      "threads",
      "trusted_schema",
      "wal_autocheckpoint");

  private static final String TEMPORARY = "temporary ";

  @Override
  public boolean mayChange(String sql) {
    if (SettingWords.isPlain(sql)) {
      return false;
    }
    List<Token> tokens = SqliteTokenizer.tokens(sql);
    return SqlitePragma.of(tokens).filter(SqlitePragma::sets).isPresent()
        || (StatementRules.is(tokens, 0, "CREATE")
            && (StatementRules.is(tokens, 1, "TEMP") || StatementRules.is(tokens, 1, "TEMPORARY")));
  }

  @Override
  public Map<String, String> read(Connection connection) throws SQLException {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String pragma : PRAGMAS) {
      Rows.first(connection, "PRAGMA " + pragma, row -> row.getString(1))
          .ifPresent(value -> settings.put(pragma, value));
    }
    Rows.all(
            connection,
            "SELECT type, name FROM sqlite_temp_master WHERE type IN ('table', 'view', 'trigger')"
                + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type DESC",
            row -> row.getString(1) + " temp." + SqliteDdl.quote(row.getString(2)))
        .forEach(made -> settings.put(TEMPORARY + made, ""));
    return settings;
  }

  @Override
  public void restore(Connection connection, Map<String, String> before) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> setting : read(connection).entrySet()) {
        String name = setting.getKey();
        if (name.startsWith(TEMPORARY) && !before.containsKey(name)) {
          // a trigger goes with its table or view
          statement.executeUpdate(
              "DROP " + name.substring(TEMPORARY.length()).replaceFirst(" ", " IF EXISTS "));
        } else if (!name.startsWith(TEMPORARY) && !setting.getValue().equals(before.get(name))) {
          statement.execute("PRAGMA " + name + " = " + before.get(name));
        }
      }
    }
  }
}
