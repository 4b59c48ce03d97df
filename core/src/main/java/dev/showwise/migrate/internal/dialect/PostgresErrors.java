package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells errors apart by their SQLSTATE, which PostgreSQL keeps the same in every language. */
final class PostgresErrors {
  private static final String NOT_ALLOWED = "42501";

  private static final Pattern DENIED = Pattern.compile(
      "permission denied for (table|relation|view|materialized view|foreign table|sequence|schema"
          + "|database|function|procedure|routine|aggregate|type|domain|language|tablespace"
          + "|large object|foreign-data wrapper|foreign server) (.+)");
  private static final Pattern NOT_OWNER = Pattern.compile("must be owner of (.+)");
  private static final Pattern NOT_PERMITTED = Pattern.compile("permission denied to (.+)");

  /** The severity, which the driver puts before the server's message in the server's language. */
  private static final Pattern SEVERITY = Pattern.compile("^\\p{Lu}+: +");

  /** Where in a function it was, which is told without a value. */
  private static final Pattern PLACE =
      Pattern.compile("(?m)(PL/pgSQL function [^\\n]+? line \\d+ at [\\w ]+)$");

  /** What the driver says when a value is not what it was asked for as. */
  private static final Pattern BAD_VALUE =
      Pattern.compile("^(Bad value for type \\w+ : ).*$", Pattern.DOTALL);

  private PostgresErrors() {}

  /** What an error means; see {@link dev.showwise.migrate.spi.Dialect#classify}. */
  static ErrorKind classify(SQLException error) {
    String state = SqlErrors.state(error);
    return switch (state) {
      case "55P03" -> ErrorKind.BUSY;
      // two that cannot be put in order; a deadlock
      case "40001", "40P01" -> ErrorKind.CONFLICT;
      case "57014" -> ErrorKind.CANCELLED;
      case "23505" -> ErrorKind.DUPLICATE_KEY;
      // table, index, sequence or view; type, constraint and others; schema; database; function
      case "42P07", "42710", "42P06", "42P04", "42723" -> ErrorKind.ALREADY_EXISTS;
      case "42P01" -> ErrorKind.NO_SUCH_TABLE;
      case "XX001", "XX002" -> ErrorKind.DAMAGED;
      case "3D000", "53300" -> ErrorKind.CANNOT_OPEN;
      case NOT_ALLOWED -> ErrorKind.MISSING_PRIVILEGE;
      case "25006" -> ErrorKind.READ_ONLY;
      case "53100" -> ErrorKind.FULL;
      // ended by the administrator, a crash, a shutdown, a dropped database, or for having been
      // idle
      // or in a transaction for too long; and the answer to a statement that never came
      case "57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "25P04", "40003" ->
        ErrorKind.CONNECTION_LOST;
      default -> byClass(state, error);
    };
  }

  private static ErrorKind byClass(String state, SQLException error) {
    if (state.startsWith("08") || SqlErrors.isConnectionLost(error)) {
      return ErrorKind.CONNECTION_LOST;
    }
    // what the operating system refused the server
    return state.startsWith("58")
        ? ErrorKind.INPUT_OUTPUT
        : state.startsWith("28") ? ErrorKind.CANNOT_OPEN : ErrorKind.OTHER;
  }

  // --- privileges

  /** What the account may not do; see {@link dev.showwise.migrate.spi.Dialect#missingPrivilege}. */
  static Optional<String> missingPrivilege(SQLException error, String sql) {
    SQLException origin = SqlErrors.withState(error);
    if (!NOT_ALLOWED.equals(origin.getSQLState())) {
      return Optional.empty();
    }
    String told = SEVERITY.matcher(firstPart(SqlErrors.serversMessage(origin))).replaceFirst("");
    Matcher denied = DENIED.matcher(told);
    Matcher notOwner = NOT_OWNER.matcher(told);
    Matcher notPermitted = NOT_PERMITTED.matcher(told);
    if (denied.matches()) {
      String name = denied.group(2).replaceAll("^\"(.*)\"$", "$1");
      StatementNeeds needs = StatementNeeds.of(PostgresTokenizer.tokens(sql));
      return Optional.of(denied(denied.group(1), name, needs));
    } else if (notOwner.matches()) {
      return Optional.of("ownership of " + notOwner.group(1));
    } else if (notPermitted.matches()) {
      return Optional.of("the right to " + notPermitted.group(1));
    }
    // other words, or another language
    return Optional.of("a right that the server describes so: " + told);
  }

  private static String denied(String kind, String name, StatementNeeds needs) {
    String privilege = switch (kind) {
      case "schema" -> onSchema(name, needs);
      // told without a statement when somebody logs in
      case "database" -> needs.verb().isEmpty() ? "CONNECT" : "CREATE";
      case "sequence" -> needs.has("SETVAL") ? "UPDATE" : "USAGE";
      case "function", "procedure", "routine", "aggregate" -> "EXECUTE";
      case "tablespace" -> "CREATE";
      case "large object" -> StatementNeeds.ACCESS;
      case "type", "domain", "language", "foreign-data wrapper", "foreign server" -> "USAGE";
      default -> needs.onTable(name);
    };
    String preposition = privilege.equals(StatementNeeds.ACCESS) ? " to " : " on ";
    return privilege + preposition + kind + " " + name;
  }

  /** A schema that the statement names is only looked into, unless what is made belongs there. */
  private static String onSchema(String name, StatementNeeds needs) {
    return switch (needs.verb()) {
      case "" -> "USAGE or CREATE";
      case "CREATE" -> needs.qualifier(name) == StatementNeeds.Qualifier.LATER ? "USAGE" : "CREATE";
      case "ALTER" ->
        needs.qualifier(name) == StatementNeeds.Qualifier.NONE
            ? "CREATE"
            : needs.has("RENAME") || needs.has("SCHEMA") ? "USAGE and CREATE" : "USAGE";
      default -> "USAGE";
    };
  }

  // --- messages

  /**
   * The message without rows' values; see {@link dev.showwise.migrate.spi.Dialect#messageOf}. Errors
   * about data have them in all parts but the first, whose names the driver translates; other errors'
   * details say who depends on whom or waits for whom.
   */
  static String messageOf(SQLException error) {
    String message = SqlErrors.serversMessage(error);
    String state = SqlErrors.state(error);
    String kind = state.length() < 2 ? "" : state.substring(0, 2);
    return switch (kind) {
      // what a value is compared with or turned into: the value stands in the first part, in quotes
      case "22" ->
        BAD_VALUE
                .matcher(firstPart(message))
                .replaceFirst("$1" + SqlErrors.MASK)
                .replaceFirst("(?s)\".*\"", "\"" + SqlErrors.MASK + "\"")
            + place(message);
      // constraints; the check of a view; what functions raise
      case "23", "44", "P0" -> firstPart(message) + place(message);
      default -> message;
    };
  }

  /** The driver puts detail, hint and the like on lines of their own, two blanks before them. */
  private static String firstPart(String message) {
    int end = message.indexOf("\n  ");
    return end < 0 ? message : message.substring(0, end);
  }

  private static String place(String message) {
    String places = PLACE
        .matcher(message.substring(firstPart(message).length()))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.joining("\n"));
    return places.isEmpty() ? "" : "\n  Where: " + places;
  }
}
