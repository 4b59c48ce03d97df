package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.MySqlTokenizer.Token;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells errors apart by the server's numbers, and where there is none by SQLSTATE. */
final class MySqlErrors {
  private static final Pattern COMMAND_DENIED = Pattern.compile(
      "([A-Za-z][A-Za-z ,]*?) command denied to user .*? for (table|column|routine) (.+)",
      Pattern.DOTALL);
  private static final Pattern NEEDS_PRIVILEGE =
      Pattern.compile("you need \\(at least one of\\) the (.+?) privilege");
  private static final Pattern DATABASE_DENIED =
      Pattern.compile("Access denied for user .* to database ('.*')");

  /** What is made or dropped, and the privilege for it if it is not named like the verb. */
  private static final Map<String, String> WHAT_ELSE_IS_MADE = Map.of(
      "DATABASE", "",
      "SCHEMA", "",
      "TEMPORARY", "CREATE TEMPORARY TABLES",
      "PROCEDURE", "CREATE ROUTINE",
      "FUNCTION", "CREATE ROUTINE",
      "PACKAGE", "CREATE ROUTINE",
      "EVENT", "EVENT");

  private static final int NOT_OWNER_OF_SESSION = 1095;
  private static final int NO_DATABASE = 1046;
  private static final int NEEDS_SUPER_FOR_ROUTINES = 1419;

  /** Where messages have a value of a row. */
  private static final List<Pattern> VALUES = Stream.of(
          "(Duplicate entry )'.*'( for key '[^']*')",
          "(ncorrect [\\w ]+ value: )'.*'( for column .*| for function .*|$)",
          "(llegal [\\w ]+ )'.*'( value found during parsing)",
          "(Invalid \\w+ character string: )'.*'()$",
          // what a driver says when a value is not what it was asked for as
          "(?i)(value )'.*'( (?:\\([^)]*\\) )?cannot be decoded as .*| is outside of valid range .*)$",
          "(Cannot determine value type from string )'.*'()$",
          "(Cannot convert string )'.*'( to .*)$")
      .map(regex -> Pattern.compile(regex, Pattern.DOTALL))
      .toList();

  /** What MariaDB's driver adds if it is told to: the statement with its arguments. */
  private static final Pattern STATEMENT = Pattern.compile("\\n+Query is: .*", Pattern.DOTALL);

  private MySqlErrors() {}

  /** What an error means; see {@link dev.showwise.migrate.spi.Dialect#classify}. */
  static ErrorKind classify(SQLException error) {
    ErrorKind byNumber = byNumber(origin(error));
    if (byNumber != ErrorKind.OTHER) {
      return byNumber;
    }
    if (isLost(error)) {
      return ErrorKind.CONNECTION_LOST;
    } else if (SqlErrors.state(error).equals("40001")) {
      return ErrorKind.CONFLICT;
    }
    boolean refusedByDriver = SqlErrors.message(error).contains("Connection is read-only");
    return refusedByDriver
        ? ErrorKind.READ_ONLY
        : isTimeout(error) ? ErrorKind.CANCELLED : ErrorKind.OTHER;
  }

  /** A driver that has the server end a statement may say so with the class alone. */
  private static boolean isTimeout(SQLException error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof SQLTimeoutException) {
        return true;
      }
    }
    return false;
  }

  /** MariaDB's driver has a state of its own for what was under way when it connected to another host. */
  private static boolean isLost(SQLException error) {
    return SqlErrors.isConnectionLost(error) || SqlErrors.state(error).equals("25S03");
  }

  private static ErrorKind byNumber(SQLException error) {
    return switch (error.getErrorCode()) {
      // time-out for a row's lock or a table's, NOWAIT
      case 1205, 3572 -> ErrorKind.BUSY;
      // deadlock or lost certification, row changed since it was read
      case 1213, 1020 -> ErrorKind.CONFLICT;
      // KILL QUERY, MySQL's time-out, MariaDB's
      case 1317, 3024, 1969 -> ErrorKind.CANCELLED;
      case 1062, 1586 -> ErrorKind.DUPLICATE_KEY;
      // database, table or view, index, routine, trigger, event, constraints
      case 1007, 1050, 1061, 1304, 1359, 1537, 1826, 3822 -> ErrorKind.ALREADY_EXISTS;
      case 1051, 1146 -> ErrorKind.NO_SUCH_TABLE;
      // no database chosen or known, no account, password expired, account locked
      case 1045, NO_DATABASE, 1049, 1129, 1130, 1698, 1820, 1862, 3118, 4151 ->
        ErrorKind.CANNOT_OPEN;
      // refused before anything was done: too many connections, node not in the cluster's majority
      case 1040, 1203, 1047 -> ErrorKind.CANNOT_OPEN;
      case 1044, 1142, 1143, 1227, 1370, NOT_OWNER_OF_SESSION, NEEDS_SUPER_FOR_ROUTINES ->
        ErrorKind.MISSING_PRIVILEGE;
      case 1792, 1836, 1874 -> ErrorKind.READ_ONLY;
      // said of several options, only some of which make a server read-only
      case 1290 ->
        SqlErrors.message(error).toLowerCase(Locale.ROOT).replace('_', '-').contains("read-only")
            ? ErrorKind.READ_ONLY
            : ErrorKind.OTHER;
      case 1021, 1114, 3675 -> ErrorKind.FULL;
      // an error of the storage engine or of a write, with the number of the operating system
      case 1026, 1030 ->
        SqlErrors.message(error).contains("rror 28 ")
                || SqlErrors.message(error).contains("errno: 28 ")
            ? ErrorKind.FULL
            : ErrorKind.INPUT_OUTPUT;
      // a foreign key of that name; MariaDB has no number of its own for it
      case 1005 ->
        SqlErrors.message(error).contains("errno: 121 ")
            ? ErrorKind.ALREADY_EXISTS
            : ErrorKind.OTHER;
      case 1034, 1194, 1195, 1712, 1877, 1932 -> ErrorKind.DAMAGED;
      // shutting down, killed, gone, lost, ended for idleness
      case 1053, 1927, 2006, 2013, 2055, 3169, 4031 -> ErrorKind.CONNECTION_LOST;
      default -> ErrorKind.OTHER;
    };
  }

  // --- privileges

  /** What the account may not do; see {@link dev.showwise.migrate.spi.Dialect#missingPrivilege}. */
  static Optional<String> missingPrivilege(SQLException error, String sql) {
    SQLException origin = origin(error);
    if (byNumber(origin) != ErrorKind.MISSING_PRIVILEGE) {
      return Optional.empty();
    }
    String message = messageOf(origin);
    Matcher command = COMMAND_DENIED.matcher(message);
    Matcher needed = NEEDS_PRIVILEGE.matcher(message);
    Matcher database = DATABASE_DENIED.matcher(message);
    if (command.find()) {
      String privileges = command.group(1).strip().toUpperCase(Locale.ROOT);
      return Optional.of((privileges.equals("GRANT") ? "GRANT OPTION" : privileges) + " on "
          + command.group(2) + " " + command.group(3).strip());
    } else if (needed.find()) {
      return Optional.of(needed.group(1));
    } else if (database.find()) {
      return Optional.of(onDatabase(sql) + " on database " + database.group(1));
    }
    return Optional.of(
        switch (origin.getErrorCode()) {
          case NOT_OWNER_OF_SESSION ->
            "the right to end sessions of others (CONNECTION_ADMIN, CONNECTION ADMIN or SUPER)";
          case NEEDS_SUPER_FOR_ROUTINES -> "SUPER, or log_bin_trust_function_creators turned on";
          // another language
          default -> "a privilege that the server describes so: " + message;
        });
  }

  /** The server names the database only, so the statement says what it would have needed there. */
  private static String onDatabase(String sql) {
    List<String> words = MySqlTokenizer.tokens(sql).stream().map(Token::keyword).toList();
    String verb = words.isEmpty() ? "" : words.get(0);
    if (verb.equals("LOCK")) {
      return "LOCK TABLES";
    } else if (!List.of("CREATE", "ALTER", "DROP").contains(verb)) {
      return "any privilege";
    }
    return words.stream()
        .flatMap(word -> Optional.ofNullable(WHAT_ELSE_IS_MADE.get(word)).stream())
        .findFirst()
        .map(privilege -> privilege.isEmpty() ? verb : privilege)
        .orElse("any privilege");
  }

  // --- messages

  /** The message without rows' values; see {@link dev.showwise.migrate.spi.Dialect#messageOf}. */
  static String messageOf(SQLException error) {
    if (origin(error).getErrorCode() == NO_DATABASE) {
      return "this connection has chosen no database: name one in the URL, as in"
          + " jdbc:mariadb://host/NAME, or as the schema";
    }
    String message = STATEMENT.matcher(SqlErrors.serversMessage(error)).replaceFirst("");
    for (Pattern value : VALUES) {
      message = value.matcher(message).replaceFirst("$1'" + SqlErrors.MASK + "'$2");
    }
    return message;
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
}
