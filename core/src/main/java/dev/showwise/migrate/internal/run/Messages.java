package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.internal.history.MissingPrivilege;
import java.sql.SQLException;

/** Words for what was thrown, without rows' values and, unless they are wanted, without the author's. */
final class Messages {
  private Messages() {}

  /**
   * What happened, for people.
   *
   * @param statement the statement that failed; empty if none did, or it is not known
   */
  static String of(Throwable error, Session session, String statement) {
    return of(error, session.discretion().shown(error), session, statement);
  }

  /** The same for the history, which has no values whoever may see them. */
  static String recorded(Throwable error, Session session, String statement) {
    return of(error, session.discretion().recorded(error), session, statement);
  }

  private static String of(Throwable error, Throwable masked, Session session, String statement) {
    String message = masked.getMessage();
    boolean silent = message == null || message.isBlank();
    if (error instanceof SQLException sql) {
      return (silent ? error.getClass().getName() : message)
          + MissingPrivilege.in(sql, session.dialect(), statement)
              .map(privilege -> " (this account lacks: " + privilege + ")")
              .orElse("");
    }
    return silent ? error.getClass().getName() : error.getClass().getSimpleName() + ": " + message;
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
