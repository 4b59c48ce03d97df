package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells errors apart by the server's numbers, and where there is none by SQLSTATE. */
final class MySqlErrors {
  private static final Pattern COMMAND_DENIED = Pattern.compile(
      "([A-Z][A-Z ,]*?) command denied to user .*? for (table|column|routine) (.+)",
      Pattern.DOTALL);
  private static final Pattern NEEDS_PRIVILEGE =
      Pattern.compile("you need \\(at least one of\\) the (.+?) privilege");
  private static final Pattern DATABASE_DENIED =
      Pattern.compile("Access denied for user .* to database ('.*')");

  private MySqlErrors() {}

  /** What an error means; see {@link dev.showwise.migrate.spi.Dialect#classify}. */
  static ErrorKind classify(SQLException error) {
    ErrorKind byNumber = byNumber(origin(error));
    if (byNumber != ErrorKind.OTHER) {
      return byNumber;
    }
    boolean refusedByDriver = message(error).contains("Connection is read-only");
    return isLost(error)
        ? ErrorKind.CONNECTION_LOST
        : refusedByDriver ? ErrorKind.READ_ONLY : ErrorKind.OTHER;
  }

  private static boolean isLost(SQLException error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      boolean lost = t instanceof SQLNonTransientConnectionException
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

  private static ErrorKind byNumber(SQLException error) {
    return switch (error.getErrorCode()) {
      // lock wait time-out, deadlock or lost certification, row changed since it was read, NOWAIT
      case 1205, 1213, 1020, 3572 -> ErrorKind.BUSY;
      // refused before anything was done: too many connections, node not in the cluster's majority
      case 1040, 1203, 1047 -> ErrorKind.BUSY;
      case 1062, 1586 -> ErrorKind.DUPLICATE_KEY;
      case 1051, 1146 -> ErrorKind.NO_SUCH_TABLE;
      // no database chosen or known, no account, no privilege, password expired, account locked
      case 1044,
          1045,
          1046,
          1049,
          1129,
          1130,
          1142,
          1143,
          1227,
          1370,
          1698,
          1820,
          1862,
          3118,
          4151 -> ErrorKind.CANNOT_OPEN;
      case 1792, 1836, 1874 -> ErrorKind.READ_ONLY;
      // said of several options, only some of which make a server read-only
      case 1290 ->
        message(error).toLowerCase(Locale.ROOT).replace('_', '-').contains("read-only")
            ? ErrorKind.READ_ONLY
            : ErrorKind.OTHER;
      case 1021, 1114, 3675 -> ErrorKind.FULL;
      // an error of the storage engine or of a write, with the number of the operating system
      case 1026, 1030 ->
        message(error).contains("rror 28 ") || message(error).contains("errno: 28 ")
            ? ErrorKind.FULL
            : ErrorKind.OTHER;
      case 1034, 1194, 1195, 1712, 1877, 1932 -> ErrorKind.DAMAGED;
      // shutting down, killed, gone, lost, ended for idleness
      case 1053, 1927, 2006, 2013, 2055, 3169, 4031 -> ErrorKind.CONNECTION_LOST;
      default -> ErrorKind.OTHER;
    };
  }

  /**
   * What the account may not do, in words ({@code CREATE on table 'crew'.'event'}), if the server's
   * message has it; empty for any other error.
   */
  static Optional<String> missingPrivilege(SQLException error) {
    String message = message(origin(error));
    Matcher command = COMMAND_DENIED.matcher(message);
    if (command.find()) {
      return Optional.of(command.group(1).strip() + " on " + command.group(2) + " "
          + command.group(3).strip());
    }
    Matcher needed = NEEDS_PRIVILEGE.matcher(message);
    if (needed.find()) {
      return Optional.of(needed.group(1));
    }
    Matcher database = DATABASE_DENIED.matcher(message);
    return database.find()
        ? Optional.of("any privilege on database " + database.group(1))
        : Optional.empty();
  }

  /** The exception that has the number: a pool may wrap the driver's in one without. */
  private static SQLException origin(SQLException error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof SQLException e && e.getErrorCode() > 0) {
        return e;
      }
    }
    return error;
  }

  private static String message(SQLException error) {
    String message = error.getMessage();
    return message == null ? "" : message;
  }
}
