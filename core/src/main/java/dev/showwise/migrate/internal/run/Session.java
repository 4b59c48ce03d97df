package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.DatabaseInfo;
import dev.showwise.migrate.MigrationException.Unavailable;
import dev.showwise.migrate.internal.dialect.Dialects;
import dev.showwise.migrate.internal.history.HistoryTable;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.Dialect.ForeignKeySwitch;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * A connection on loan, in autocommit mode so that the engine's own BEGIN and COMMIT are the only
 * ones. Closing gives it back as it came; one that is in doubt is aborted and never goes back to its
 * pool.
 */
final class Session implements AutoCloseable {
  private final Connection connection;
  private final Dialect dialect;
  private final boolean autoCommitBefore;
  private Optional<Boolean> enforcedBefore = Optional.empty();
  private boolean aborted;

  private Session(Connection connection, Dialect dialect, boolean autoCommitBefore) {
    this.connection = connection;
    this.dialect = dialect;
    this.autoCommitBefore = autoCommitBefore;
  }

  static Session open(Environment environment) {
    Connection connection;
    try {
      connection = environment.dataSource().getConnection();
    } catch (SQLException e) {
      throw new Unavailable("The database could not be opened: " + e.getMessage(), e);
    }
    try {
      Dialect dialect = environment.dialect().isPresent()
          ? environment.dialect().get()
          : Dialects.find(connection.getMetaData(), environment.classLoader());
      boolean autoCommit = connection.getAutoCommit();
      if (!autoCommit) {
        connection.setAutoCommit(true);
      }
      return new Session(connection, dialect, autoCommit);
    } catch (SQLException e) {
      closeAfter(e, connection);
      throw new Unavailable("The database could not be asked what it is: " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      closeAfter(e, connection);
      throw e;
    }
  }

  private static void closeAfter(Throwable failure, Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  Connection connection() {
    return connection;
  }

  Dialect dialect() {
    return dialect;
  }

  HistoryTable history(Environment environment) {
    return new HistoryTable(environment.options().historyTable(), dialect);
  }

  DatabaseInfo info() throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    String url = metaData.getURL();
    return new DatabaseInfo(
        metaData.getDatabaseProductName(),
        metaData.getDatabaseProductVersion(),
        url == null ? "" : Credentials.removedFrom(url));
  }

  /** Which server, for the history: product and version. */
  String instance() throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    return metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion();
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /**
   * Turns the enforcement of foreign keys off until it is restored or the session ends. Where it is
   * on, dropping a table deletes the rows that refer to it, and no check sees it afterwards; the
   * engine compares violations before and after instead.
   */
  void suspendForeignKeyEnforcement() throws SQLException {
    Optional<ForeignKeySwitch> enforcement = dialect.foreignKeySwitch();
    if (enforcement.isPresent() && enforcedBefore.isEmpty()) {
      boolean enforced;
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(enforcement.get().query())) {
        enforced = result.next() && result.getInt(1) == 1;
      }
      enforcedBefore = Optional.of(enforced);
      if (enforced) {
        execute(enforcement.get().off());
      }
    }
  }

  /**
   * Sets the enforcement of foreign keys as it was before it was suspended. To be called also after
   * statements of an author that may have set it, as those outside a transaction may.
   */
  void restoreForeignKeyEnforcement() throws SQLException {
    if (enforcedBefore.isPresent() && !aborted) {
      ForeignKeySwitch enforcement = dialect.foreignKeySwitch().orElseThrow();
      execute(enforcedBefore.get() ? enforcement.on() : enforcement.off());
      enforcedBefore = Optional.empty();
    }
  }

  /** Rolls back; a failure of that is suppressed in {@code reason}. Returns whether it worked. */
  boolean rollback(Throwable reason) {
    try {
      execute("ROLLBACK");
      return true;
    } catch (SQLException e) {
      reason.addSuppressed(e);
      return false;
    }
  }

  /** Ends the connection for good: what it did last is in doubt, and nobody else shall inherit it. */
  void abort(Throwable reason) {
    aborted = true;
    try {
      connection.abort(Runnable::run);
    } catch (SQLException | RuntimeException e) {
      reason.addSuppressed(e);
    }
    closeAfter(reason, connection);
  }

  @Override
  public void close() {
    if (aborted) {
      return;
    }
    try {
      restoreForeignKeyEnforcement();
      if (!autoCommitBefore) {
        connection.setAutoCommit(false);
      }
      connection.close();
    } catch (SQLException e) {
      // what the run did is committed, so this is no failure of it; but nobody else shall inherit
      // it
      Announcer.connectionEnded(e);
      abort(e);
    }
  }
}
