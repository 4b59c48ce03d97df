package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.internal.script.ScriptMigration;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.SessionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a migration sets in a session: as it was before, once the migration is over. */
final class AuthorSettings {
  private final Connection connection;
  private final Dialect dialect;
  private final Optional<SessionSettings> settings;
  private Optional<Map<String, String>> before = Optional.empty();
  private final Set<String> undoing = new LinkedHashSet<>();
  private Optional<List<String>> fromClient = Optional.empty();

  AuthorSettings(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
    this.settings = dialect.sessionSettings();
  }

  /** A script finds the session as the client program would have it, other migrations as the driver has. */
  void enter(Work work) throws SQLException {
    if (settings.isEmpty()) {
      return;
    } else if (!(work.entry().migration() instanceof ScriptMigration)) {
      leaveClient();
    } else if (fromClient.isEmpty()) {
      fromClient = Optional.of(settings.get().becomeLikeClient(connection));
    }
  }

  private void leaveClient() throws SQLException {
    for (String sql : fromClient.orElse(List.of())) {
      execute(sql);
    }
    fromClient = Optional.empty();
  }

  /** Remembers what a statement may change. To be called before it is sent. */
  void notice(String sql) throws SQLException {
    if (settings.isEmpty() || !settings.get().mayChange(sql)) {
      return;
    }
    if (before.isEmpty()) {
      before = Optional.of(settings.get().read(connection));
    }
    undoing.addAll(settings.get().undoing(sql));
  }

  /** The migration did all that it does. What waits for the COMMIT finds the settings that it knows. */
  void leave() throws SQLException {
    Optional<String> deferred = before.isEmpty() ? Optional.empty() : dialect.inPlaceOfCommit();
    if (deferred.isPresent()) {
      execute(deferred.get());
    }
    restore();
  }

  /** Sets back what was noticed. */
  void restore() throws SQLException {
    if (before.isPresent()) {
      settings.orElseThrow().restore(connection, before.get());
      for (String sql : undoing) {
        execute(sql);
      }
      before = Optional.empty();
      undoing.clear();
    }
  }

  /** Sets back everything, for whoever gets the session next. */
  void end() throws SQLException {
    restore();
    leaveClient();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
