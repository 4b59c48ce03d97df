package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.DataLoss;
import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.StatementToken;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the statements of a script would destroy, as far as their words say it: the rows of tables that are
 * dropped, emptied or deleted from, the values of columns that are dropped. A DELETE counts the whole table,
 * since which rows it means is only known when what comes before it is done.
 */
final class ScriptLoss {
  /** What ALTER TABLE may drop besides a column. */
  private static final Set<String> NO_COLUMN = Set.of(
      "CONSTRAINT",
      "PRIMARY",
      "FOREIGN",
      "INDEX",
      "KEY",
      "CHECK",
      "DEFAULT",
      "NOT",
      "PARTITION",
      "IDENTITY",
      "EXPRESSION",
      "UNIQUE",
      "STATISTICS");

  private static final Set<String> FILLERS =
      Set.of("TABLE", "IF", "EXISTS", "ONLY", "FROM", "COLUMN");

  private final Dialect dialect;
  private final DatabaseView database;
  private final Set<DataLoss.Item> items = new LinkedHashSet<>();

  ScriptLoss(Dialect dialect, DatabaseView database) {
    this.dialect = dialect;
    this.database = database;
  }

  /** Counts what one statement would destroy. */
  void add(String sql) throws SQLException {
    List<String> words =
        dialect.tokens(sql).stream().map(token -> text(token, sql)).toList();
    String verb = upper(words, 0);
    if (verb.equals("DROP") && upper(words, 1).equals("TABLE")) {
      for (int i = 1; i >= 0; i = next(words, i)) {
        addTable(name(words, i + 1));
      }
    } else if (verb.equals("TRUNCATE")
        || (verb.equals("DELETE") && upper(words, 1).equals("FROM"))) {
      addTable(name(words, 1));
    } else if (verb.equals("ALTER") && upper(words, 1).equals("TABLE")) {
      addColumns(words);
    }
  }

  private void addColumns(List<String> words) throws SQLException {
    String table = name(words, 1);
    for (int i = 2; i < words.size(); i++) {
      boolean isDropped =
          upper(words, i).equals("DROP") && !NO_COLUMN.contains(upper(words, i + 1));
      if (isDropped) {
        addColumn(table, name(words, i + 1));
      }
    }
  }

  /** The place of the next comma; -1 for none. */
  private static int next(List<String> words, int from) {
    for (int i = from + 1; i < words.size(); i++) {
      if (words.get(i).equals(",")) {
        return i;
      }
    }
    return -1;
  }

  /** The name that comes first from a place on, without what it is qualified by. */
  private static String name(List<String> words, int from) {
    int i = from;
    while (FILLERS.contains(upper(words, i))) {
      i++;
    }
    while (i + 2 < words.size() && words.get(i + 1).equals(".")) {
      i += 2;
    }
    return i < words.size() ? unquoted(words.get(i)) : "";
  }

  private static String unquoted(String word) {
    char first = word.charAt(0);
    if (word.length() < 2 || "\"`[".indexOf(first) < 0) {
      return word;
    }
    String inner = word.substring(1, word.length() - 1);
    return first == '[' ? inner : inner.replace("" + first + first, "" + first);
  }

  private static String upper(List<String> words, int i) {
    return i < words.size() ? words.get(i).toUpperCase(Locale.ROOT) : "";
  }

  private static String text(StatementToken token, String sql) {
    return sql.substring(token.start(), token.end());
  }

  private void addTable(String name) throws SQLException {
    Optional<Table> table = database.schema().table(name);
    if (table.isPresent()) {
      items.add(new DataLoss.Item(table.get().name(), "", count(table.get(), "")));
    }
  }

  private void addColumn(String tableName, String name) throws SQLException {
    Optional<Table> table = database.schema().table(tableName);
    if (table.isPresent() && database.schema().hasColumn(tableName, name)) {
      String column = table.get().find(name).orElseThrow().name();
      String filled = " WHERE " + dialect.quoteSpelled(column) + " IS NOT NULL";
      items.add(new DataLoss.Item(table.get().name(), column, count(table.get(), filled)));
    }
  }

  private long count(Table table, String condition) throws SQLException {
    String sql = "SELECT COUNT(*) FROM " + dialect.quoteSpelled(table.name()) + condition;
    return database.query(sql, row -> row.getLong(1)).get(0);
  }

  DataLoss counted() {
    return new DataLoss(new ArrayList<>(items));
  }
}
