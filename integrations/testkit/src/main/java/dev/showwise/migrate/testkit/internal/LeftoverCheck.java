package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.faults.WatchedSource;
import dev.showwise.migrate.testkit.DatabaseProvider;
import dev.showwise.migrate.testkit.internal.Stage.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Nothing is left behind: no transaction, no statement, no setting of the session. */
public final class LeftoverCheck {
  private final Subject subject;
  private final DatabaseProvider databases;

  /** On databases of one product. */
  public LeftoverCheck(Subject subject, DatabaseProvider databases) {
    this.subject = subject;
    this.databases = databases;
  }

  /** Tries it. */
  public void run() throws SQLException {
    try (Stage stage = Stage.before(subject, databases, Rows.IN_ORDER)) {
      WatchedSource source = stage.watched(stage.work());
      try {
        stage.migrate(stage.engineOn(source));
      } catch (MigrationException e) {
        throw Reviews.notApplied(stage, e);
      }
      List<String> left = new ArrayList<>(source.complaints());
      Optional<String> transaction = openTransaction(stage);
      if (transaction.isPresent()) {
        throw Review.of(subject.className() + " leaves a transaction open")
            .what(transaction.get())
            .where(stage.inApply())
            .toDo(
                "Transactions belong to the engine. Does apply() open a connection of its own? Use only"
                    + " what the context gives: its work is committed together with the record.")
            .failure();
      }
      if (!left.isEmpty()) {
        throw Review.of(subject.className() + " leaves something open on its connection")
            .what(left)
            .where(stage.inApply())
            .toDo(
                "Close each statement and result set (try-with-resources), or use context.query(…),"
                    + " which does. Put settings of the session back as they were.")
            .failure();
      }
    }
  }

  /** What somebody still holds, in words. */
  private static Optional<String> openTransaction(Stage stage) throws SQLException {
    return switch (stage.faultProduct()) {
      case SQLITE -> lockedSqlite(stage);
      case POSTGRESQL ->
        counted(
            stage,
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'");
      case MARIADB, MYSQL ->
        counted(
            stage,
            "SELECT COUNT(*) FROM information_schema.innodb_trx t"
                + " JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id"
                + " WHERE p.id <> CONNECTION_ID() AND p.db = DATABASE()");
      case H2 ->
        counted(
            stage,
            "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID <> SESSION_ID()"
                + " AND CONTAINS_UNCOMMITTED");
      // nobody here knows what to ask
      case OTHER -> Optional.empty();
    };
  }

  private static Optional<String> counted(Stage stage, String sql) throws SQLException {
    try (Connection connection = stage.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      long count = rows.getLong(1);
      return count == 0
          ? Optional.empty()
          : Optional.of(
              "After the run " + count + (count == 1 ? " connection is" : " connections are")
                  + " in a transaction that was neither committed nor rolled back.");
    }
  }

  private static Optional<String> lockedSqlite(Stage stage) throws SQLException {
    try (Connection connection = stage.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 0");
      statement.execute("BEGIN EXCLUSIVE");
      statement.execute("ROLLBACK");
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of("After the run the file is still locked (" + e.getMessage()
          + "): a connection is in a transaction that was neither committed nor rolled back.");
    }
  }
}
