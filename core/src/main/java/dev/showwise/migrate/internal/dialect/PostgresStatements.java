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
    return refusedInTransaction(verb, tokens)
        ? outside("PostgreSQL does not run " + words(tokens) + " inside a transaction.")
        : ORDINARY;
  }

  private static boolean refusedInTransaction(String verb, List<Token> tokens) {
    return switch (verb) {
      case "VACUUM" -> true;
      case "CREATE" -> isWholeServer(tokens) || isConcurrentIndex(tokens);
      case "DROP" ->
        isWholeServer(tokens) || (is(tokens, 1, "INDEX") && is(tokens, 2, "CONCURRENTLY"));
      case "ALTER" -> is(tokens, 1, "SYSTEM") || isConcurrentDetach(tokens);
      case "REINDEX" -> isWideReindex(tokens);
      case "DISCARD" -> is(tokens, 1, "ALL");
      case "CLUSTER" -> tokens.size() == 1 || (tokens.size() == 2 && is(tokens, 1, "VERBOSE"));
      default -> false;
    };
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
    int what = 1;
    if (tokens.size() > 1 && tokens.get(1).kind() == Kind.OPEN) {
      what = Tokens.closing(tokens, 1) + 1;
      if (tokens.subList(1, Math.max(1, what)).stream().anyMatch(t -> t.is("CONCURRENTLY"))) {
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
      } else if (blocks > 0 && token.is("CASE")) {
        blocks++;
      } else if (blocks > 0 && token.is("END")) {
        blocks--;
      }
    }
    return parentheses > 0 || blocks > 0 ? ~tokens.size() : tokens.size();
  }

  private static boolean createsRoutine(List<Token> tokens, int first) {
    if (!is(tokens, first, "CREATE")) {
      return false;
    }
    int what = is(tokens, first + 1, "OR") ? first + 3 : first + 1;
    return is(tokens, what, "FUNCTION") || is(tokens, what, "PROCEDURE");
  }
}
