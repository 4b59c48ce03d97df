package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.Tokenizer.Kind;
import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells names in double quotes from texts: SQLite takes a name that is the name of nothing for a text. In
 * a statement that reads or changes rows it is a name where only a name can stand, or if it stands in such
 * a place elsewhere in the statement.
 */
final class SqliteQuotes {
  private static final Set<String> ABOUT_ROWS =
      Set.of("INSERT", "REPLACE", "UPDATE", "DELETE", "SELECT", "WITH", "VALUES");

  private static final Set<String> BEFORE_NAMES = Set.of(
      ".",
      "INTO",
      "FROM",
      "JOIN",
      "UPDATE",
      "AS",
      "SET",
      "WITH",
      "RECURSIVE",
      "ABORT",
      "FAIL",
      "IGNORE",
      "REPLACE",
      "ROLLBACK");

  private final List<Token> tokens;
  private final boolean isAboutRows;
  private final Set<String> names = new HashSet<>();

  SqliteQuotes(List<Token> tokens) {
    this.tokens = tokens;
    this.isAboutRows = !tokens.isEmpty() && ABOUT_ROWS.contains(upper(0));
    for (int i = 0; i < tokens.size(); i++) {
      if (isNamePlace(i)) {
        names.add(tokens.get(i).folded());
      }
    }
  }

  /** Whether the text in quotes at that place may be a value. */
  boolean isValue(int i) {
    if (tokens.get(i).text().charAt(0) != '"' || i == 0) {
      return false;
    }
    return isAboutRows
        ? !names.contains(tokens.get(i).folded())
        : tokens.get(i - 1).is("DEFAULT");
  }

  private String upper(int i) {
    return i >= 0 && i < tokens.size() ? tokens.get(i).text().toUpperCase(Locale.ROOT) : "";
  }

  private boolean isNamePlace(int i) {
    Kind kind = tokens.get(i).kind();
    if (kind != Kind.QUOTED && kind != Kind.WORD) {
      return false;
    }
    String before = upper(i - 1);
    String after = upper(i + 1);
    boolean isSet = after.equals("=") && before.equals(",") && depthIsZero(i);
    return BEFORE_NAMES.contains(before) || after.equals(".") || isSet || isInListOfNames(i);
  }

  private boolean depthIsZero(int i) {
    return openBefore(i) < 0;
  }

  /** {@code INSERT INTO t (…)}, {@code ON CONFLICT (…)}, {@code JOIN u USING (…)}. */
  private boolean isInListOfNames(int i) {
    int open = openBefore(i);
    return open >= 0
        && (upper(open - 1).equals("CONFLICT")
            || upper(open - 1).equals("USING")
            || upper(open - 2).equals("INTO")
            || (upper(open - 2).equals(".") && upper(open - 4).equals("INTO")));
  }

  private int openBefore(int i) {
    int depth = 0;
    for (int k = i - 1; k >= 0; k--) {
      if (tokens.get(k).kind() == Kind.CLOSE) {
        depth++;
      } else if (tokens.get(k).kind() == Kind.OPEN && --depth < 0) {
        return k;
      }
    }
    return -1;
  }
}
