package dev.showwise.migrate.examples.showwise;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is in a database: each row of each table, each view, trigger and index, and the
 * structure in a form that can be compared whatever way the tables were made. Read without the
 * library, so that it can testify against it.
 */
final class Snapshot {
  private static final String HISTORY = "migration_history";

  private final Map<String, List<Map<String, String>>> rows = new TreeMap<>();
  private final Set<String> objects = new TreeSet<>();
  private final Set<String> structure = new TreeSet<>();

  private Snapshot() {}

  static Snapshot of(DataSource dataSource) {
    Snapshot snapshot = new Snapshot();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (Map<String, String> object :
          query(statement, "SELECT type, name, sql FROM sqlite_master")) {
        String name = object.get("name");
        if (name.contains(HISTORY) || name.startsWith("'sqlite_")) {
          continue;
        }
        if (object.get("type").equals("'table'")) {
          snapshot.readTable(statement, name.substring(1, name.length() - 1).replace("''", "'"));
        } else {
          snapshot.objects.add(object.toString());
        }
      }
      return snapshot;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Set<String> tables() {
    return rows.keySet();
  }

  /** Each row as column → value, values written so that '1' and 1 differ; in order of the rows. */
  List<Map<String, String>> rows(String table) {
    return rows.getOrDefault(table, List.of());
  }

  /** The rows of a table with only the columns that {@code before} had there, without {@code left}. */
  List<Map<String, String>> rowsAsIn(Snapshot before, String table, Set<String> left) {
    Set<String> columns = before.rows(table).stream()
        .flatMap(row -> row.keySet().stream())
        .filter(column -> !left.contains(column))
        .collect(Collectors.toSet());
    return rows(table).stream()
        .map(row -> {
          Map<String, String> fewer = new LinkedHashMap<>(row);
          fewer.keySet().retainAll(columns);
          return fewer;
        })
        .toList();
  }

  /** One value; empty if there is no such column. */
  static Optional<String> value(Map<String, String> row, String column) {
    return Optional.ofNullable(row.get(column));
  }

  /** Views, triggers and indexes with their SQL. */
  Set<String> objects() {
    return objects;
  }

  /** Columns, keys and references of these tables, one line each. */
  Set<String> structureOf(Set<String> tables) {
    return structure.stream()
        .filter(line -> tables.contains(line.substring(0, line.indexOf(':'))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void readTable(Statement statement, String table) throws SQLException {
    String quoted = '"' + table.replace("\"", "\"\"") + '"';
    rows.put(table, query(statement, "SELECT * FROM " + quoted));
    for (Map<String, String> column : query(statement, "PRAGMA table_info(" + quoted + ")")) {
      String type =
          column.get("type").toUpperCase(java.util.Locale.ROOT).replace("TIMESTAMP", "DATETIME");
      structure.add(table + ": column " + column.get("name") + " " + type + " notnull "
          + column.get("notnull") + " key " + column.get("pk"));
    }
    Map<String, List<String>> references = new TreeMap<>();
    for (Map<String, String> key : query(statement, "PRAGMA foreign_key_list(" + quoted + ")")) {
      references
          .computeIfAbsent(key.get("id"), id -> new ArrayList<>())
          .add(key.get("from") + " to " + key.get("table") + "." + key.get("to") + " "
              + key.get("on_delete") + " " + key.get("on_update"));
    }
    references.values().forEach(key -> structure.add(table + ": reference " + key));
    for (Map<String, String> index : query(statement, "PRAGMA index_list(" + quoted + ")")) {
      if (index.get("unique").equals("1") && !index.get("origin").equals("'pk'")) {
        List<String> columns = new ArrayList<>();
        String name = index.get("name").replace("'", "\"");
        for (Map<String, String> part : query(statement, "PRAGMA index_info(" + name + ")")) {
          columns.add(part.get("name"));
        }
        structure.add(table + ": unique " + columns);
      }
    }
  }

  private static List<Map<String, String>> query(Statement statement, String sql)
      throws SQLException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      int count = result.getMetaData().getColumnCount();
      while (result.next()) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 1; i <= count; i++) {
          Object value = result.getObject(i);
          row.put(result.getMetaData().getColumnLabel(i), literal(value));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static String literal(@Nullable Object value) {
    if (value instanceof String text) {
      return "'" + text.replace("'", "''") + "'";
    }
    return value instanceof byte[] bytes
        ? "x'" + HexFormat.of().formatHex(bytes) + "'"
        : String.valueOf(value);
  }
}
