package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;

/** Tells errors apart by their SQLSTATE, which PostgreSQL keeps the same in every language. */
final class PostgresErrors {
  private PostgresErrors() {}

  /** What an error means; see {@link dev.showwise.migrate.spi.Dialect#classify}. */
  static ErrorKind classify(SQLException error) {
    String state = SqlErrors.state(error);
    return switch (state) {
      // a lock that others hold; a time-out; two that cannot be put in order; a deadlock
      case "55P03", "57014", "40001", "40P01" -> ErrorKind.BUSY;
      case "23505" -> ErrorKind.DUPLICATE_KEY;
      case "42P01" -> ErrorKind.NO_SUCH_TABLE;
      case "XX001", "XX002" -> ErrorKind.DAMAGED;
      case "3D000", "53300" -> ErrorKind.CANNOT_OPEN;
      case "25006" -> ErrorKind.READ_ONLY;
      case "53100" -> ErrorKind.FULL;
      // ended by the administrator, a crash, a shutdown, or for having been idle for too long; and
      // the answer to a statement that never came
      case "57P01", "57P02", "57P03", "57P05", "25P03", "25P04", "40003" ->
        ErrorKind.CONNECTION_LOST;
      default -> byClass(state, error);
    };
  }

  private static ErrorKind byClass(String state, SQLException error) {
    if (state.startsWith("08") || SqlErrors.isConnectionLost(error)) {
      return ErrorKind.CONNECTION_LOST;
    }
    return state.startsWith("28") ? ErrorKind.CANNOT_OPEN : ErrorKind.OTHER;
  }
}
