package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells errors apart by SQLite's own result codes. */
final class SqliteErrors {
  private static final int PRIMARY_CODE = 0xff;

  private static final int ERROR = 1;
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READONLY = 8;
  private static final int INTERRUPT = 9;
  private static final int IOERR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int CONSTRAINT = 19;
  private static final int NOTADB = 26;

  private static final int CONSTRAINT_PRIMARYKEY = 1555;
  private static final int CONSTRAINT_UNIQUE = 2067;
  private static final int CONSTRAINT_ROWID = 2579;

  /** What SQLite says of a name that is taken; what else it says may have any name in it. */
  private static final Pattern ALREADY_EXISTS = Pattern.compile(
      "(^|\\()((table|index|view|trigger) .+ already exists"
          + "|there is already (an? (table|index|view) named|another table or index with this name:) .+)\\)?$",
      Pattern.DOTALL);

  private SqliteErrors() {}

  /** What an error means; see {@link dev.showwise.migrate.spi.Dialect#classify}. */
  static ErrorKind classify(SQLException error) {
    if (SqlErrors.isConnectionLost(error)) {
      return ErrorKind.CONNECTION_LOST;
    }
    SQLException origin = origin(error);
    int code = origin.getErrorCode();
    return switch (code & PRIMARY_CODE) {
      case BUSY, LOCKED -> ErrorKind.BUSY;
      case CONSTRAINT ->
        isDuplicate(code, SqlErrors.message(origin)) ? ErrorKind.DUPLICATE_KEY : ErrorKind.OTHER;
      case IOERR -> ErrorKind.INPUT_OUTPUT;
      case CORRUPT -> ErrorKind.DAMAGED;
      case NOTADB -> ErrorKind.NOT_A_DATABASE;
      case CANTOPEN -> ErrorKind.CANNOT_OPEN;
      case READONLY -> ErrorKind.READ_ONLY;
      case INTERRUPT -> ErrorKind.CANCELLED;
      case FULL -> ErrorKind.FULL;
      case ERROR -> byMessage(SqlErrors.message(origin));
      default -> ErrorKind.OTHER;
    };
  }

  /** What SQLite has no code for. */
  private static ErrorKind byMessage(String message) {
    if (ALREADY_EXISTS.matcher(message).find()) {
      return ErrorKind.ALREADY_EXISTS;
    }
    // asked only of the engine's own query of its history
    return message.toLowerCase(Locale.ROOT).contains("no such table")
        ? ErrorKind.NO_SUCH_TABLE
        : ErrorKind.OTHER;
  }

  /** Whether SQLite calls it a plain error of the statement, without a code of its own. */
  static boolean isPlainError(SQLException error) {
    return (origin(error).getErrorCode() & PRIMARY_CODE) == ERROR;
  }

  /** The exception that has the code: a pool may wrap the driver's in one without. */
  private static SQLException origin(SQLException error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof SQLException e && e.getErrorCode() > 0) {
        return e;
      }
    }
    return error;
  }

  /** The driver tells the first byte of a code only; the name of the whole code is in its message. */
  private static boolean isDuplicate(int code, String message) {
    return code == CONSTRAINT_PRIMARYKEY
        || code == CONSTRAINT_UNIQUE
        || code == CONSTRAINT_ROWID
        || message.startsWith("[SQLITE_CONSTRAINT_PRIMARYKEY]")
        || message.startsWith("[SQLITE_CONSTRAINT_UNIQUE]")
        || message.startsWith("[SQLITE_CONSTRAINT_ROWID]");
  }
}
