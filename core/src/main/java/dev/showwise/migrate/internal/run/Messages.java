package dev.showwise.migrate.internal.run;

import java.sql.SQLException;

/** Words for what was thrown. */
final class Messages {
  private Messages() {}

  static String of(Throwable error) {
    String message = error.getMessage();
    if (message == null || message.isBlank()) {
      return error.getClass().getName();
    }
    return error instanceof SQLException
        ? message
        : error.getClass().getSimpleName() + ": " + message;
  }

  static String sqlState(Throwable error) {
    for (Throwable at = error; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }
}
