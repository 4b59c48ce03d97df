package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;

/** Tells errors apart by their SQLSTATE, which in H2 is the number of the error for most. */
final class H2Errors {
  private H2Errors() {}

  /** What an error means; see {@link dev.showwise.migrate.spi.Dialect#classify}. */
  static ErrorKind classify(SQLException error) {
    String state = SqlErrors.state(error);
    return switch (state) {
      // a lock that others hold, or they changed the row; a deadlock; another process has the file
      case "HYT00", "90131", "40001", "90020" -> ErrorKind.BUSY;
      case "23505" -> ErrorKind.DUPLICATE_KEY;
      case "42S02", "42S03", "42S04" -> ErrorKind.NO_SUCH_TABLE;
      case "90030" -> ErrorKind.DAMAGED;
      case "90048", "90049" -> ErrorKind.NOT_A_DATABASE;
      case "28000", "90013", "90146", "90124" -> ErrorKind.CANNOT_OPEN;
      case "90097" -> ErrorKind.READ_ONLY;
      case "90100" -> ErrorKind.FULL;
      // broken, closed, or the database behind it is
      case "90067", "90007", "90098", "90121", "90108" -> ErrorKind.CONNECTION_LOST;
      default ->
        state.startsWith("08") || SqlErrors.isConnectionLost(error)
            ? ErrorKind.CONNECTION_LOST
            : ErrorKind.OTHER;
    };
  }
}
