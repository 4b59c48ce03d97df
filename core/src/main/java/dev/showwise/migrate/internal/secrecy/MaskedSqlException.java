package dev.showwise.migrate.internal.secrecy;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A driver's exception with a message that may be seen; it reads as the one that it stands for. */
final class MaskedSqlException extends SQLException {
  private final String type;

  MaskedSqlException(SQLException original, @Nullable String message) {
    super(message, original.getSQLState(), original.getErrorCode());
    this.type = original.getClass().getName();
    setStackTrace(original.getStackTrace());
  }

  /** The name of the class in a stack trace is the original's. */
  @SuppressWarnings("OverrideThrowableToString")
  @Override
  public String toString() {
    return getMessage() == null ? type : type + ": " + getMessage();
  }
}
