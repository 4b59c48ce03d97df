package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.internal.history.MissingPrivilege;
import dev.showwise.migrate.spi.Dialect;
import java.sql.SQLException;

/** Words for what was thrown, without rows' values. */
final class Messages {
  private Messages() {}

  /**
   * What happened.
   *
   * @param statement the statement that failed; empty if none did, or it is not known
   */
  static String of(Throwable error, Dialect dialect, String statement) {
    if (error instanceof SQLException sql) {
      return dialect.messageOf(sql)
          + MissingPrivilege.in(sql, dialect, statement)
              .map(privilege -> " (this account lacks: " + privilege + ")")
              .orElse("");
    }
    String message = error.getMessage();
    return message == null || message.isBlank()
        ? error.getClass().getName()
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
