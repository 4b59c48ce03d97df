package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.Tokenizer.Kind;
import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What privilege a statement needs on an object that the server refused it: servers name the object
 * only. Says less rather than something wrong; {@link #ACCESS} where it cannot tell.
 */
final class StatementNeeds {
  /** Some privilege, it is not known which. */
  static final String ACCESS = "access";

  private static final Set<String> ROW_VERBS =
      Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE");

  private static final String AND_SELECT = " and SELECT";

  private final List<Token> tokens;

  private StatementNeeds(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** The needs of a statement that is cut into tokens; of none at all if there are none. */
  static StatementNeeds of(List<Token> tokens) {
    return new StatementNeeds(tokens.subList(verbAt(tokens), tokens.size()));
  }

  /** The place of the verb: not EXPLAIN, nor the WITH that comes before it. */
  private static int verbAt(List<Token> tokens) {
    boolean mayHaveOther =
        !tokens.isEmpty() && Stream.of("EXPLAIN", "WITH").anyMatch(tokens.get(0)::is);
    int depth = 0;
    for (int i = 0; mayHaveOther && i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Kind.OPEN) {
        depth++;
      } else if (token.kind() == Kind.CLOSE) {
        depth--;
      } else if (depth == 0 && ROW_VERBS.stream().anyMatch(token::is)) {
        return i;
      }
    }
    return 0;
  }

  /** The statement's first word in upper case; empty if there is no statement. */
  String verb() {
    return tokens.isEmpty() ? "" : tokens.get(0).text().toUpperCase(Locale.ROOT);
  }

  /** Whether it has a word, given in upper case. */
  boolean has(String word) {
    return tokens.stream().anyMatch(token -> token.is(word));
  }

  /** Whether it names an object, however qualified. */
  boolean names(String name) {
    return tokens.stream().anyMatch(token -> isName(token, name));
  }

  /** Whether a name in it is qualified by that one, and whether the first qualified one is. */
  Qualifier qualifier(String name) {
    boolean first = true;
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i + 1).is('.')) {
        if (isName(tokens.get(i), name)) {
          return first ? Qualifier.FIRST : Qualifier.LATER;
        }
        first = false;
      }
    }
    return Qualifier.NONE;
  }

  /** Where a schema stands in a statement. */
  enum Qualifier {
    FIRST,
    LATER,
    NONE
  }

  /**
   * What it needs on a table, view or the like.
   *
   * @param name the table's without its schema
   */
  String onTable(String name) {
    if (!names(name)) {
      // a trigger, a function or a view got there
      return ACCESS;
    }
    return switch (verb()) {
      // FOR UPDATE
      case "SELECT" -> has("UPDATE") ? "SELECT and UPDATE" : "SELECT";
      case "TABLE", "VALUES" -> "SELECT";
      case "INSERT" -> isFirst(name) ? "INSERT" + (has("RETURNING") ? AND_SELECT : "") : "SELECT";
      case "UPDATE", "DELETE" ->
        isFirst(name) ? verb() + (readsRows() ? AND_SELECT : "") : "SELECT";
      case "MERGE" -> isFirst(name) ? merging() : "SELECT";
      case "TRUNCATE" -> "TRUNCATE";
      case "COPY" -> isFirst(name) && has("FROM") ? "INSERT" : "SELECT";
      case "LOCK" -> "UPDATE, DELETE or TRUNCATE";
      case "GRANT", "REVOKE" -> "the grant option";
      case "VACUUM", "ANALYZE", "ANALYSE", "CLUSTER", "REINDEX", "REFRESH" -> "MAINTAIN";
      case "CREATE", "ALTER" -> making(name);
      default -> ACCESS;
    };
  }

  private String making(String name) {
    if (isBefore(name, "REFERENCES")) {
      return "REFERENCES";
    } else if (verb().equals("ALTER")) {
      return ACCESS;
    }
    return tokens.stream().limit(5).anyMatch(token -> token.is("TRIGGER")) ? "TRIGGER" : "SELECT";
  }

  private String merging() {
    return Stream.concat(
            Stream.of("INSERT", "UPDATE", "DELETE").filter(this::has), Stream.of("SELECT"))
        .collect(Collectors.joining(", "));
  }

  private boolean readsRows() {
    return has("WHERE") || has("RETURNING") || has("USING") || (has("FROM") && !is("DELETE"));
  }

  private boolean is(String verb) {
    return verb().equals(verb);
  }

  /** Whether the first name in it, qualified or not, is that one. */
  private boolean isFirst(String name) {
    int at = 1;
    while (at < tokens.size() && Stream.of("INTO", "FROM", "ONLY").anyMatch(tokens.get(at)::is)) {
      at++;
    }
    return isNameAt(at, name);
  }

  /** Whether that keyword stands before the name. */
  private boolean isBefore(String name, String keyword) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is(keyword) && isNameAt(i + 1, name)) {
        return true;
      }
    }
    return false;
  }

  private boolean isNameAt(int first, String name) {
    int at = first;
    while (at + 2 < tokens.size() && tokens.get(at + 1).is('.')) {
      at += 2;
    }
    return at < tokens.size() && isName(tokens.get(at), name);
  }

  private static boolean isName(Token token, String name) {
    return (token.kind() == Kind.WORD || token.kind() == Kind.QUOTED)
        && token.unquoted().equalsIgnoreCase(name);
  }
}
