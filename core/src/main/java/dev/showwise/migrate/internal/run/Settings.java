package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.MigrationException.Unavailable;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import dev.showwise.migrate.spi.ServerSessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the engine sets in a session of a server while it has it, and what a migration may set: as they
 * were before, once it is given back. They are read when that is first needed.
 */
final class Settings {
  private final Connection connection;
  private final Dialect dialect;
  private final Optional<String> schema;
  private Optional<Map<String, String>> before = Optional.empty();

  /** Of the session behind a connection; {@code schema} is the one that was asked for. */
  Settings(Connection connection, Dialect dialect, Optional<String> schema) {
    this.connection = connection;
    this.dialect = dialect;
    this.schema = schema;
  }

  /** Makes names without a schema mean those of the one that was asked for. */
  void enterSchema() throws SQLException {
    if (schema.isEmpty()) {
      return;
    }
    String name = schema.get();
    ServerSessions sessions = dialect
        .sessions()
        .orElseThrow(() -> new Unavailable(
            "There are no schemas in " + dialect.name() + ", so '" + name
                + "' cannot be chosen. Leave the schema out.",
            null));
    SQLException refusal = null;
    try {
      assign(sessions, sessions.inSchema(name));
      Optional<String> current = dialect.currentSchema(connection);
      if (current.isEmpty()
          || dialect.normalizeName(current.get()).equals(dialect.normalizeName(name))) {
        return;
      }
    } catch (SQLException e) {
      if (dialect.classify(e) == ErrorKind.CONNECTION_LOST) {
        throw e;
      }
      refusal = e;
    }
    throw new Unavailable(
        "There is no schema '" + name
            + "' in this database, or this user may not use it. Create it,"
            + " name another, or have its use granted. Nothing was changed.",
        refusal);
  }

  /**
   * The setting that leads names without a schema where this run found them, or was told that they
   * are; a migration may have changed it. Empty where none can.
   */
  Map<String, String> home() throws SQLException {
    Optional<ServerSessions> sessions = dialect.sessions();
    Optional<String> setting = sessions.flatMap(ServerSessions::schemaSetting);
    if (sessions.isEmpty() || setting.isEmpty()) {
      return Map.of();
    }
    String found = before(sessions.get()).getOrDefault(setting.get(), "");
    return schema.map(sessions.get()::inSchema).orElseGet(() -> Map.of(setting.get(), found));
  }

  /** Sets these, and leads names without a schema home. */
  void assignAtHome(ServerSessions sessions, Map<String, String> settings) throws SQLException {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.putAll(home());
    assign(sessions, all);
  }

  private void assign(ServerSessions sessions, Map<String, String> settings) throws SQLException {
    before(sessions);
    for (String sql : sessions.assign(settings)) {
      // some give a row, some do not
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  private Map<String, String> before(ServerSessions sessions) throws SQLException {
    if (before.isEmpty()) {
      before = Optional.of(sessions.settings(connection));
    }
    return before.get();
  }

  /**
   * Sets what was read as it was before.
   *
   * @throws SQLException if it cannot be; then nobody else must inherit the session
   */
  void restore() throws SQLException {
    if (before.isEmpty()) {
      return;
    }
    ServerSessions sessions = dialect.sessions().orElseThrow();
    assign(sessions, before.get());
    boolean cameWithout = schema.isPresent()
        && !before.get().keySet().containsAll(sessions.inSchema("x").keySet());
    if (cameWithout) {
      throw new SQLException("it came without a chosen database, and has one now");
    }
  }
}
