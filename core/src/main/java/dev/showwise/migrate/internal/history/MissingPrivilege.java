package dev.showwise.migrate.internal.history;

import dev.showwise.migrate.spi.Dialect;
import java.sql.SQLException;
import java.util.Optional;

/**
 * An error of a statement that the account may not send, with the privilege that it lacks: most products
 * name the object only, so the privilege is known where the statement is.
 */
public final class MissingPrivilege extends SQLException {
  private final String privilege;

  private MissingPrivilege(String privilege, Dialect dialect, SQLException error) {
    super(dialect.messageOf(error), error.getSQLState(), error.getErrorCode(), error);
    this.privilege = privilege;
  }

  /** The same error, with the privilege if it is about one. */
  public static SQLException named(SQLException error, Dialect dialect, String sql) {
    return dialect
        .missingPrivilege(error, sql)
        .<SQLException>map(privilege -> new MissingPrivilege(privilege, dialect, error))
        .orElse(error);
  }

  /**
   * What the account lacks; empty for errors that are about something else.
   *
   * @param sql the statement that failed, if the error does not know it; may be empty
   */
  public static Optional<String> in(SQLException error, Dialect dialect, String sql) {
    return error instanceof MissingPrivilege missing
        ? Optional.of(missing.privilege)
        : dialect.missingPrivilege(error, sql);
  }
}
