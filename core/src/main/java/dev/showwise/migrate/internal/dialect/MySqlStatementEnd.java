package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.MySqlTokenizer.Kind;
import dev.showwise.migrate.internal.dialect.MySqlTokenizer.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Finds where a statement ends. That of a routine, trigger or event, and a block on its own, is full
 * of semicolons; it goes on until every BEGIN, CASE, IF, LOOP, REPEAT, WHILE and FOR has its END.
 */
final class MySqlStatementEnd {
  private static final Set<String> WITH_BODY =
      Set.of("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE");

  /** Words that may stand at the start of a block on its own, in MariaDB. */
  private static final Set<String> BLOCKS = Set.of("IF", "CASE", "LOOP", "REPEAT", "WHILE", "FOR");

  /** Words after which a statement begins. */
  private static final Set<String> BEFORE_STATEMENT =
      Set.of("BEGIN", "THEN", "ELSE", "DO", "LOOP", "REPEAT", "ROW");

  /** Words after which a value comes. */
  private static final Set<String> BEFORE_VALUE = Set.of(
      "WHEN",
      "THEN",
      "ELSE",
      "CASE",
      "SELECT",
      "DISTINCT",
      "SET",
      "WHERE",
      "AND",
      "OR",
      "XOR",
      "NOT",
      "ON",
      "BY",
      "FROM",
      "INTO",
      "AS",
      "BETWEEN",
      "LIKE",
      "IN",
      "IS",
      "DIV",
      "MOD",
      "HAVING",
      "VALUES",
      "INTERVAL",
      "REGEXP",
      "RLIKE",
      "BINARY",
      "USING",
      "RETURN",
      "DECLARE",
      "UPDATE",
      "JOIN",
      "TABLE",
      "DEFAULT",
      "COLUMN");

  /** Words that come after a value, and begin no statement. */
  private static final Set<String> AFTER_VALUE = Set.of(
      "FROM", "AS", "AND", "OR", "XOR", "IS", "IN", "LIKE", "BETWEEN", "WHERE", "ASC", "DESC",
      "DIV", "MOD", "LIMIT", "ORDER", "GROUP", "HAVING", "INTO", "UNION");

  /** A CASE that is a part of an expression. */
  private static final String EXPRESSION = "expression";

  private final List<Token> tokens;
  private final int first;
  private final Deque<String> open = new ArrayDeque<>();
  private boolean handler;

  private MySqlStatementEnd(List<Token> tokens, int first) {
    this.tokens = tokens;
    this.first = first;
  }

  /**
   * The place of the semicolon that ends the statement at {@code first}; without one, how many tokens there
   * are, and the complement of that ({@code ~}) if a body is not closed.
   */
  static int find(List<Token> tokens, int first) {
    return new MySqlStatementEnd(tokens, first).find();
  }

  /** Whether what begins here is a block on its own, which the server runs at once. */
  static boolean isBlock(List<Token> tokens, int first) {
    int i = tokens.size() > first + 2 && tokens.get(first + 1).is(':') ? first + 2 : first;
    String word = word(tokens, i);
    return BLOCKS.contains(word)
        || (word.equals("BEGIN") && word(tokens, i + 1).equals("NOT"))
        || (i > first && word.equals("BEGIN"));
  }

  /** Whether what begins here creates something that has statements in it. */
  static boolean createsBody(List<Token> tokens, int first) {
    if (!word(tokens, first).equals("CREATE") && !word(tokens, first).equals("ALTER")) {
      return false;
    }
    // before the word come OR REPLACE, DEFINER = name, AGGREGATE; a table or an index has no such
    for (int i = first + 1; i < tokens.size() && i < first + 16; i++) {
      String word = word(tokens, i);
      if (tokens.get(i).kind() == Kind.SEMICOLON) {
        // what follows is another statement's
        return false;
      } else if (WITH_BODY.contains(word)) {
        return true;
      } else if (Set.of(
              "TABLE", "VIEW", "INDEX", "DATABASE", "SCHEMA", "USER", "ROLE", "SERVER", "SEQUENCE")
          .contains(word)) {
        return false;
      }
    }
    return false;
  }

  private int find() {
    boolean body = createsBody(tokens, first);
    boolean mayHoldSemicolons = body || isBlock(tokens, first);
    if (body && word(tokens, wordWithBody()).equals("PACKAGE")) {
      open.push("BEGIN");
    }
    for (int i = body ? wordWithBody() + 2 : first; i < tokens.size(); i++) {
      if (tokens.get(i).kind() == Kind.SEMICOLON && open.isEmpty()) {
        return i;
      } else if (mayHoldSemicolons) {
        follow(i);
      }
    }
    return open.isEmpty() ? tokens.size() : ~tokens.size();
  }

  private int wordWithBody() {
    int i = first;
    while (!WITH_BODY.contains(word(tokens, i))) {
      i++;
    }
    return i;
  }

  private void follow(int i) {
    String word = keyword(i);
    if (tokens.get(i).kind() == Kind.SEMICOLON) {
      handler = false;
    } else if (word.equals("END")) {
      if (closes(i)) {
        open.pop();
      }
    } else if (isInExpression()) {
      // what begins a statement elsewhere is a function or a column here
      if (word.equals("CASE") && !isBehindEnd(i)) {
        open.push(EXPRESSION);
      }
    } else if (word.equals("HANDLER")) {
      handler = true;
    } else if (!isBehindEnd(i)) {
      open(i, word);
    }
  }

  private void open(int i, String word) {
    boolean isStatement = startsStatement(i) || isBehindHead(i);
    switch (word) {
      case "CASE" -> open.push(isStatement ? word : EXPRESSION);
      case "BEGIN" -> pushIf(startsStatement(i) || (isStatement && !isColumn(i)), word);
      case "IF" -> pushIf(isStatement && !isCondition(i), word);
      // one with a loop's head is closed by the loop's end
      case "WHILE", "LOOP", "REPEAT" -> pushIf(isStatement, word);
      case "FOR" -> pushIf(startsStatement(i) && !word(tokens, i + 1).equals("EACH"), word);
      default -> {
        // it has no end of its own
      }
    }
  }

  private void pushIf(boolean opens, String word) {
    if (opens) {
      open.push(word);
    }
  }

  private boolean isInExpression() {
    return EXPRESSION.equals(open.peek());
  }

  /** END IF and its like are no beginnings. */
  private boolean isBehindEnd(int i) {
    return i > first && word(tokens, i - 1).equals("END") && BLOCKS.contains(word(tokens, i));
  }

  /**
   * An END ends the CASE of an expression behind a value, a REPEAT behind its condition, and anything else
   * where a statement might begin.
   */
  private boolean closes(int i) {
    if (open.isEmpty()) {
      return false;
    }
    Token before = tokens.get(i - 1);
    return isInExpression()
        ? !BEFORE_VALUE.contains(before.keyword()) && before.kind() != Kind.SYMBOL
        : before.kind() == Kind.SEMICOLON
            || before.is("BEGIN")
            || ("REPEAT".equals(open.peek()) && word(tokens, i + 1).equals("REPEAT"));
  }

  /** Whether a statement may begin here as the first one of a body, or as what a handler does. */
  private boolean isBehindHead(int i) {
    Token before = tokens.get(i - 1);
    return (handler || open.isEmpty())
        && before.kind() != Kind.SYMBOL
        && before.kind() != Kind.OPEN
        && !BEFORE_VALUE.contains(before.keyword());
  }

  /** Whether BEGIN is the name of a column, as what follows shows. */
  private boolean isColumn(int i) {
    if (i + 1 >= tokens.size()) {
      return false;
    }
    Token next = tokens.get(i + 1);
    return next.kind() == Kind.SYMBOL
        || next.kind() == Kind.CLOSE
        || next.kind() == Kind.SEMICOLON
        || AFTER_VALUE.contains(next.keyword());
  }

  /** {@code DROP TABLE IF EXISTS t}, but not {@code IF EXISTS (SELECT …) THEN}. */
  private boolean isCondition(int i) {
    int exists = word(tokens, i + 1).equals("NOT") ? i + 2 : i + 1;
    return word(tokens, exists).equals("EXISTS")
        && !(exists + 1 < tokens.size() && tokens.get(exists + 1).kind() == Kind.OPEN);
  }

  private boolean startsStatement(int i) {
    return startsStatement(tokens, first, i);
  }

  /** Whether a statement begins at {@code i}, in a text that begins at {@code first}. */
  static boolean startsStatement(List<Token> tokens, int first, int i) {
    if (i == first) {
      return true;
    }
    Token before = tokens.get(i - 1);
    return before.kind() == Kind.SEMICOLON
        || before.is(':')
        || (before.is("ATOMIC") && word(tokens, i - 2).equals("NOT"))
        || BEFORE_STATEMENT.contains(before.keyword());
  }

  /** A keyword; empty for the same word as a column's name behind a point. */
  private String keyword(int i) {
    boolean name = i > 0 && (tokens.get(i - 1).is('.') || tokens.get(i - 1).is('@'));
    return name ? "" : tokens.get(i).keyword();
  }

  private static String word(List<Token> tokens, int i) {
    return i >= 0 && i < tokens.size() ? tokens.get(i).keyword() : "";
  }
}
