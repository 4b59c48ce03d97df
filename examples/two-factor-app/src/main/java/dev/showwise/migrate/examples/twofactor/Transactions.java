package dev.showwise.migrate.examples.twofactor;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Runs work in a transaction of its own. On SQLite work that changes something must begin with that: one that
 * has read already may not get the lock any more.
 */
final class Transactions {
  private final DataSource database;

  Transactions(DataSource database) {
    this.database = database;
  }

  /** What is done with a connection. */
  interface Work<T> {
    T run(Statements statements) throws SQLException;
  }

  /**
   * The result of the work, committed; nothing of it stays if it throws.
   *
   * @throws TwoFactorException if the database fails
   */
  <T> T run(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.run(new Statements(connection));
        connection.commit();
        return result;
      } catch (Throwable e) {
        rollback(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw new TwoFactorException("The database failed: " + e.getMessage(), e);
    }
  }

  private static void rollback(Connection connection, Throwable reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
