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

  private final List<Token> tokens;
  private final int first;
  private final Deque<String> open = new ArrayDeque<>();

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
    if (word.equals("END")) {
      if (closes(i)) {
        open.pop();
      }
    } else if (opens(i, word)) {
      open.push(word);
    }
  }

  private boolean opens(int i, String word) {
    // END IF and its like are no beginnings
    if (i > first && word(tokens, i - 1).equals("END") && !startsStatement(i)) {
      return false;
    }
    return switch (word) {
      case "BEGIN", "CASE", "WHILE", "LOOP" -> true;
      case "REPEAT" -> !isOpen(i + 1);
      case "IF" -> isIfStatement(i);
      case "FOR" -> startsStatement(i) && !word(tokens, i + 1).equals("EACH");
      default -> false;
    };
  }

  /** An END ends a CASE anywhere; anything else only where a statement ends after it. */
  private boolean closes(int i) {
    if (open.isEmpty()) {
      return false;
    }
    String next = word(tokens, i + 1);
    if (BLOCKS.contains(next)) {
      return true;
    } else if (open.peek().equals("CASE")) {
      return true;
    }
    return endsAfter(i) || (!next.isEmpty() && endsAfter(i + 1));
  }

  private boolean endsAfter(int i) {
    return i + 1 >= tokens.size() || tokens.get(i + 1).kind() == Kind.SEMICOLON;
  }

  /** Not {@code IF(a, b, c)}, which is a function, nor {@code DROP TABLE IF EXISTS t}. */
  private boolean isIfStatement(int i) {
    if (isOpen(i + 1)) {
      return commas(i + 1) != 2;
    }
    int exists = word(tokens, i + 1).equals("NOT") ? i + 2 : i + 1;
    return !word(tokens, exists).equals("EXISTS") || isOpen(exists + 1);
  }

  private boolean isOpen(int i) {
    return i < tokens.size() && tokens.get(i).kind() == Kind.OPEN;
  }

  private int commas(int parenthesis) {
    int close = MySqlTokenizer.closing(tokens, parenthesis);
    int depth = 0;
    int commas = 0;
    for (int i = parenthesis; i < close; i++) {
      if (tokens.get(i).kind() == Kind.OPEN) {
        depth++;
      } else if (tokens.get(i).kind() == Kind.CLOSE) {
        depth--;
      } else if (depth == 1 && tokens.get(i).is(',')) {
        commas++;
      }
    }
    return commas;
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
