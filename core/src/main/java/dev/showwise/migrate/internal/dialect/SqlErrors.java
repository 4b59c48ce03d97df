package dev.showwise.migrate.internal.dialect;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;

/** What can be said of an error of a driver, whatever the product. */
final class SqlErrors {
  /** What stands for a value that is not to be seen. */
  static final String MASK = "…";

  private SqlErrors() {}

  /**
   * Whether JDBC itself says that the connection is gone, or was: a driver that has already connected
   * anew says so with the transient one. A pool may have wrapped the exception.
   */
  static boolean isConnectionLost(SQLException error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      boolean lost = t instanceof SQLNonTransientConnectionException
          || t instanceof SQLTransientConnectionException
          || t instanceof SQLRecoverableException
          || (t instanceof SQLException e
              && e.getSQLState() != null
              && e.getSQLState().startsWith("08"));
      if (lost) {
        return true;
      }
    }
    return false;
  }

  /** The exception that has the state: a pool may wrap the driver's in one without. */
  static SQLException withState(SQLException error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof SQLException e && e.getSQLState() != null) {
        return e;
      }
    }
    return error;
  }

  /** The state of five characters; empty if there is none. */
  static String state(SQLException error) {
    String state = withState(error).getSQLState();
    return state == null ? "" : state;
  }

  /** The message; empty if there is none. */
  static String message(SQLException error) {
    String message = error.getMessage();
    return message == null ? "" : message;
  }

  /**
   * The message, or the name of its class if there is none. That of a batch is the server's: a driver
   * may put the statement with all its values before it.
   */
  static String serversMessage(SQLException error) {
    SQLException next = error.getNextException();
    SQLException told = error instanceof BatchUpdateException && next != null ? next : error;
    String message = told.getMessage();
    return message == null ? told.getClass().getName() : message;
  }
}
