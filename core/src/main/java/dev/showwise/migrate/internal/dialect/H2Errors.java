package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells errors apart by their SQLSTATE, which in H2 is the number of the error for most. */
final class H2Errors {
  private static final String NOT_ENOUGH_RIGHTS = "90096";
  private static final String NO_ADMINISTRATOR = "90040";

  private static final Pattern OBJECT = Pattern.compile("\"((?:[^\"]|\"\")*)\"");

  /** The statement with its values, and what comes after it: the number of the error. */
  private static final Pattern STATEMENT =
      Pattern.compile("; SQL statement:\\n.*?( \\[\\d+-\\d+])?$", Pattern.DOTALL);

  /** What comes after the columns of an index, up to the quote at the end. */
  private static final Pattern KEY = Pattern.compile("^([^(]*\\([^)]*\\)).*\"", Pattern.DOTALL);

  private static final Pattern REFERRING_KEY =
      Pattern.compile("(REFERENCES .*?\\([^)]*\\)) \\(.*\\)\"", Pattern.DOTALL);

  /** A text in quotes; it is no value where it is the name of a column or of what is parsed. */
  private static final Pattern QUOTED =
      Pattern.compile("(column |parse )?\"(?:[^\"]|\"\")*\"", Pattern.DOTALL);

  private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

  private H2Errors() {}

  /** What an error means; see {@link dev.showwise.migrate.spi.Dialect#classify}. */
  static ErrorKind classify(SQLException error) {
    String state = SqlErrors.state(error);
    return switch (state) {
      // a lock that others hold; another process has the file, or a session the whole database
      case "HYT00", "90020", "90135" -> ErrorKind.BUSY;
      // a deadlock, or others changed the row
      case "40001", "90131" -> ErrorKind.CONFLICT;
      case "57014" -> ErrorKind.CANCELLED;
      case "23505" -> ErrorKind.DUPLICATE_KEY;
      // table or synonym, index, user, sequence, view, trigger, constraint, role, alias or
      // aggregate,
      // schema, constant, domain
      case "42S01",
          "42S11",
          "90033",
          "90035",
          "90038",
          "90041",
          "90045",
          "90069",
          "90076",
          "90078",
          "90114",
          "90119" -> ErrorKind.ALREADY_EXISTS;
      case "42S02", "42S03", "42S04" -> ErrorKind.NO_SUCH_TABLE;
      case "90030" -> ErrorKind.DAMAGED;
      case "90048", "90049" -> ErrorKind.NOT_A_DATABASE;
      case "28000", "90013", "90146", "90149", "90117", "90124" -> ErrorKind.CANNOT_OPEN;
      // the last: a class that the server does not let be used
      case NOT_ENOUGH_RIGHTS, NO_ADMINISTRATOR, "90134" -> ErrorKind.MISSING_PRIVILEGE;
      case "90097" -> ErrorKind.READ_ONLY;
      case "90100" -> ErrorKind.FULL;
      // the last: H2 does not know itself what went wrong
      case "90028", "90031", "HY000" -> ErrorKind.INPUT_OUTPUT;
      // broken, closed, or the database behind it is
      case "90067", "90007", "90098", "90121", "90108" -> ErrorKind.CONNECTION_LOST;
      default ->
        state.startsWith("08") || SqlErrors.isConnectionLost(error)
            ? ErrorKind.CONNECTION_LOST
            : ErrorKind.OTHER;
    };
  }

  /** What the account may not do; see {@link dev.showwise.migrate.spi.Dialect#missingPrivilege}. */
  static Optional<String> missingPrivilege(SQLException error, String sql) {
    SQLException origin = SqlErrors.withState(error);
    String message = messageOf(origin);
    Matcher object = OBJECT.matcher(message);
    return switch (SqlErrors.state(origin)) {
      case NO_ADMINISTRATOR ->
        Optional.of("the rights of an administrator (ALTER USER … ADMIN TRUE)");
      case "90134" -> Optional.of("a right that the server describes so: " + message);
      case NOT_ENOUGH_RIGHTS ->
        Optional.of(
            object.find()
                ? onObject(object.group(1).replace("\"\"", "\""), sql)
                : "a right that the server describes so: " + message);
      default -> Optional.empty();
    };
  }

  /** A table is named with its schema; a schema, or whatever else is in it, by the schema's name. */
  private static String onObject(String name, String sql) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return ownership(name);
    }
    StatementNeeds needs = StatementNeeds.of(H2Tokenizer.tokens(sql));
    boolean changesTable = switch (needs.verb()) {
      case "ALTER", "DROP", "COMMENT" -> true;
      case "CREATE" -> needs.has("INDEX");
      default -> false;
    };
    if (changesTable) {
      return ownership(name.substring(0, dot));
    }
    String table = name.substring(dot + 1).replaceAll("^\"(.*)\"$", "$1");
    String privilege = needs.onTable(table);
    return privilege + (privilege.equals(StatementNeeds.ACCESS) ? " to " : " on ") + name;
  }

  private static String ownership(String schema) {
    return "ownership of schema " + schema + ", or ALTER ANY SCHEMA";
  }

  /** The message without rows' values; see {@link dev.showwise.migrate.spi.Dialect#messageOf}. */
  static String messageOf(SQLException error) {
    String message = STATEMENT.matcher(SqlErrors.serversMessage(error)).replaceFirst("$1");
    String state = SqlErrors.state(error);
    return switch (state) {
      case "23505" -> KEY.matcher(message).replaceFirst("$1\"");
      case "23503", "23506" -> REFERRING_KEY.matcher(message).replaceFirst("$1\"");
      // the statement once more, cut where it was not understood
      case "42000", "42001" -> LITERAL.matcher(message).replaceAll("'" + SqlErrors.MASK + "'");
      default ->
        state.startsWith("22") ? QUOTED.matcher(message).replaceAll(H2Errors::masked) : message;
    };
  }

  private static String masked(MatchResult quoted) {
    return quoted.group(1) == null
        ? "\"" + SqlErrors.MASK + "\""
        : Matcher.quoteReplacement(quoted.group());
  }
}
