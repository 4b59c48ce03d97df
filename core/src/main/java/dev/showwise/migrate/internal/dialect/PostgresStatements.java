package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.Tokenizer.Kind;
import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import dev.showwise.migrate.spi.Dialect.StatementCheck;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells the statements that an author may send anywhere from those that would do harm. */
final class PostgresStatements extends StatementRules {
  static final PostgresStatements RULES = new PostgresStatements();

  private static final Set<String> TRANSACTION_CONTROL =
      Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE");

  private static final Set<String> OFF = Set.of("false", "off", "0");

  private static final Set<String> WHOLE_SERVER = Set.of("DATABASE", "TABLESPACE");

  private PostgresStatements() {}

  /** What a text is; see {@link dev.showwise.migrate.spi.Dialect#check}. */
  static StatementCheck check(String sql) {
    return RULES.checkText(sql);
  }

  @Override
  protected Tokenizer tokenizer(String sql) {
    return PostgresTokenizer.of(sql);
  }

  @Override
  protected String reasonAgainstNul() {
    return "PostgreSQL has no way to read it.";
  }

  @Override
  protected String reasonForOneOnly() {
    return "Only one can be looked at, recorded and, if it fails, named.";
  }

  @Override
  protected StatementCheck checkOne(List<Token> tokens) {
    String verb = verb(tokens);
    boolean twoPhase = verb.equals("PREPARE") && is(tokens, 1, "TRANSACTION");
    if (TRANSACTION_CONTROL.contains(verb) || twoPhase) {
      return transactionControl(tokens);
    }
    if ((verb.equals("DISCARD") && is(tokens, 1, "ALL")) || unlocksAll(tokens)) {
      return refused("'" + excerpt(tokens.get(0))
          + "' would also release the lock that shows other processes that this"
          + " migration is alive. Release, reset or drop by name what you have set.");
    }
    if (copies(tokens, "TO")) {
      return refused(
          "COPY to STDOUT hands rows to a client program, and there is none. Leave the statement"
              + " out.");
    }
    return refusedInTransaction(verb, tokens)
        ? outside("PostgreSQL does not run " + words(tokens) + " inside a transaction.")
        : ORDINARY;
  }

  @Override
  protected boolean readsRows(List<Token> tokens) {
    return copies(tokens, "FROM");
  }

  /**
   * {@code COPY table (columns) FROM STDIN}, and the same with TO: with the client, which the server takes
   * STDIN and STDOUT to mean alike. What a query in parentheses reads from is none of it.
   */
  private static boolean copies(List<Token> tokens, String direction) {
    if (!is(tokens, 0, "COPY")) {
      return false;
    }
    int depth = 0;
    for (int i = 1; i + 1 < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Kind.OPEN) {
        depth++;
      } else if (token.kind() == Kind.CLOSE) {
        depth--;
      } else if (depth == 0 && (token.is("FROM") || token.is("TO"))) {
        return token.is(direction) && (is(tokens, i + 1, "STDIN") || is(tokens, i + 1, "STDOUT"));
      }
    }
    return false;
  }

  private static boolean refusedInTransaction(String verb, List<Token> tokens) {
    return switch (verb) {
      case "VACUUM" -> true;
      case "CREATE" -> isWholeServer(tokens) || isConcurrentIndex(tokens) || changesSlot(tokens);
      case "DROP" ->
        isWholeServer(tokens)
            || (is(tokens, 1, "INDEX") && is(tokens, 2, "CONCURRENTLY"))
            || changesSlot(tokens);
      case "ALTER" ->
        is(tokens, 1, "SYSTEM")
            || isConcurrentDetach(tokens)
            || movesDatabase(tokens)
            || changesSlot(tokens);
      case "REINDEX" -> isWideReindex(tokens);
      case "DISCARD" -> is(tokens, 1, "ALL");
      case "CLUSTER" -> afterOptions(tokens) == tokens.size();
      default -> false;
    };
  }

  /** Where what a statement is about stands: behind {@code VERBOSE}, or options in parentheses. */
  private static int afterOptions(List<Token> tokens) {
    if (tokens.size() > 1 && tokens.get(1).kind() == Kind.OPEN) {
      return Tokens.closing(tokens, 1) + 1;
    }
    return is(tokens, 1, "VERBOSE") ? 2 : 1;
  }

  private static boolean unlocksAll(List<Token> tokens) {
    return tokens.stream().anyMatch(t -> t.folded().equals("pg_advisory_unlock_all"));
  }

  private static boolean isWholeServer(List<Token> tokens) {
    return tokens.size() > 1
        && tokens.get(1).kind() == Kind.WORD
        && WHOLE_SERVER.stream().anyMatch(tokens.get(1)::is);
  }

  private static boolean isConcurrentIndex(List<Token> tokens) {
    int index = is(tokens, 1, "UNIQUE") ? 2 : 1;
    return is(tokens, index, "INDEX") && is(tokens, index + 1, "CONCURRENTLY");
  }

  /** {@code ALTER DATABASE d SET TABLESPACE t}. */
  private static boolean movesDatabase(List<Token> tokens) {
    return is(tokens, 1, "DATABASE") && is(tokens, 3, "SET") && is(tokens, 4, "TABLESPACE");
  }

  /**
   * Whether a statement on a subscription talks to the other server, as its page says of each: making one and
   * dropping one does, and so does reading anew what is published, unless the statement says that it shall not.
   */
  private static boolean changesSlot(List<Token> tokens) {
    if (!is(tokens, 1, "SUBSCRIPTION")) {
      return false;
    } else if (!is(tokens, 0, "ALTER")) {
      return is(tokens, 0, "DROP") || !isSwitchedOff(tokens, Set.of("CONNECT", "CREATE_SLOT"));
    }
    return tokens.stream().anyMatch(t -> t.is("PUBLICATION"))
        && !isSwitchedOff(tokens, Set.of("REFRESH"));
  }

  /** Whether one of these options is false. */
  private static boolean isSwitchedOff(List<Token> tokens, Set<String> options) {
    for (int i = 0; i + 2 < tokens.size(); i++) {
      boolean isOption =
          options.stream().anyMatch(tokens.get(i)::is) && tokens.get(i + 1).is('=');
      if (isOption && OFF.contains(tokens.get(i + 2).folded())) {
        return true;
      }
    }
    return false;
  }

  /** The name, as it is written, of the index that a statement builds concurrently; empty for others. */
  static Optional<String> concurrentIndex(String sql) {
    List<Token> tokens = PostgresTokenizer.tokens(sql);
    if (!is(tokens, 0, "CREATE") || !isConcurrentIndex(tokens)) {
      return Optional.empty();
    }
    int name = is(tokens, 1, "UNIQUE") ? 4 : 3;
    name = is(tokens, name, "IF") ? name + 3 : name;
    boolean isNamed = name < tokens.size() && !tokens.get(name).is("ON");
    return isNamed ? Optional.of(tokens.get(name).text()) : Optional.empty();
  }

  private static boolean isConcurrentDetach(List<Token> tokens) {
    for (int i = 2; i < tokens.size(); i++) {
      if (tokens.get(i).is("DETACH") && is(tokens, i + 1, "PARTITION")) {
        // FINALIZE, its other half, may be part of a transaction
        return tokens.get(tokens.size() - 1).is("CONCURRENTLY");
      }
    }
    return false;
  }

  /** {@code REINDEX (CONCURRENTLY) TABLE t} and {@code REINDEX TABLE CONCURRENTLY t} are the same. */
  private static boolean isWideReindex(List<Token> tokens) {
    int what = afterOptions(tokens);
    for (int i = 1; i < what; i++) {
      if (tokens.get(i).is("CONCURRENTLY") && !OFF.contains(tokens.get(i + 1).folded())) {
        return true;
      }
    }
    return is(tokens, what, "SCHEMA")
        || is(tokens, what, "DATABASE")
        || is(tokens, what, "SYSTEM")
        || is(tokens, what + 1, "CONCURRENTLY");
  }

  /** The keywords that say what a statement is; names may be secret, so they are left out. */
  private static String words(List<Token> tokens) {
    String words = verb(tokens);
    for (String next : List.of(
        "UNIQUE",
        "INDEX",
        "TABLE",
        "DATABASE",
        "TABLESPACE",
        "SYSTEM",
        "SCHEMA",
        "SUBSCRIPTION",
        "ALL",
        "CONCURRENTLY")) {
      if (tokens.stream().anyMatch(t -> t.is(next))) {
        words += " " + next;
      }
    }
    return words;
  }

  /**
   * The place of the semicolon that ends the statement. A rule has its commands in parentheses; the
   * body of a routine in standard SQL is between BEGIN ATOMIC and END, and may have a CASE in it.
   */
  @Override
  protected int endOfStatement(List<Token> tokens, int first) {
    boolean bodyMayCome = createsRoutine(tokens, first);
    int parentheses = 0;
    int blocks = 0;
    for (int i = first; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Kind.SEMICOLON && parentheses <= 0 && blocks == 0) {
        return i;
      } else if (token.kind() == Kind.OPEN) {
        parentheses++;
      } else if (token.kind() == Kind.CLOSE) {
        parentheses--;
      } else if (bodyMayCome && token.is("BEGIN") && is(tokens, i + 1, "ATOMIC")) {
        blocks++;
      } else if (blocks > 0 && !isName(tokens, i)) {
        blocks += token.is("CASE") ? 1 : token.is("END") ? -1 : 0;
      }
    }
    return parentheses > 0 || blocks > 0 ? ~tokens.size() : tokens.size();
  }

  /** Whether a keyword stands where any word may be a column's name. */
  private static boolean isName(List<Token> tokens, int i) {
    return tokens.get(i - 1).is('.') || tokens.get(i - 1).is("AS");
  }

  private static boolean createsRoutine(List<Token> tokens, int first) {
    if (!is(tokens, first, "CREATE")) {
      return false;
    }
    int what = is(tokens, first + 1, "OR") ? first + 3 : first + 1;
    return is(tokens, what, "FUNCTION") || is(tokens, what, "PROCEDURE");
  }
}
