package dev.showwise.migrate.internal.backup;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A further connection, in autocommit mode; it goes back in the mode in which it came. */
final class Loan implements AutoCloseable {
  private final Connection connection;
  private final boolean autoCommitBefore;

  private Loan(Connection connection, boolean autoCommitBefore) {
    this.connection = connection;
    this.autoCommitBefore = autoCommitBefore;
  }

  static Loan of(DataSource dataSource) throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      boolean autoCommit = connection.getAutoCommit();
      if (!autoCommit) {
        connection.setAutoCommit(true);
      }
      return new Loan(connection, autoCommit);
    } catch (SQLException | RuntimeException | Error e) {
      end(connection, e);
      throw e;
    }
  }

  /** Nobody else shall inherit what is not as it came. */
  static void end(Connection connection, Throwable reason) {
    try (connection) {
      connection.abort(Runnable::run);
    } catch (SQLException | RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    try {
      if (!autoCommitBefore) {
        connection.setAutoCommit(false);
      }
      connection.close();
    } catch (SQLException | RuntimeException | Error e) {
      end(connection, e);
      throw e;
    }
  }
}
