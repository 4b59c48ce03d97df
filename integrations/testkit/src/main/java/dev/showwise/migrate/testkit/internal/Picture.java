package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaObject;
import dev.showwise.migrate.schema.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A whole database at one moment: every object of its schema, and every row. Names are in lower case.
 *
 * @param tables each table with what is in it
 * @param objects every object of the schema in words: {@code index idx_title on crew (title)}
 */
record Picture(NavigableMap<String, Contents> tables, NavigableSet<String> objects) {

  /**
   * One table.
   *
   * @param table as the database describes it
   * @param indexes its indexes but for those that its keys brought
   * @param rows each row: value by column
   */
  record Contents(Table table, List<Index> indexes, List<Map<String, @Nullable String>> rows) {
    /** The columns of the primary key; empty if there is none. */
    List<String> key() {
      return table.primaryKey().stream().map(Picture::lower).toList();
    }

    /** The column of that name in lower case. */
    Optional<Column> column(String name) {
      return table.find(name);
    }

    List<String> columns() {
      return table.columns().stream().map(column -> lower(column.name())).toList();
    }
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  static Picture of(Stage stage, Set<String> leftOut) throws SQLException {
    SchemaDescription schema = MigrationEngine.describeSchema(stage.dataSource());
    NavigableMap<String, Contents> tables = new TreeMap<>();
    NavigableSet<String> objects = new TreeSet<>();
    for (Table table : schema.tables()) {
      String name = lower(table.name());
      if (!leftOut.contains(name)) {
        List<Index> indexes = schema.indexes().stream()
            .filter(index -> index.table().equals(table.name()))
            .toList();
        tables.put(name, new Contents(table, indexes, rows(stage, table)));
        describe(table, objects);
        indexes.forEach(index -> objects.add(inWords(index)));
      }
    }
    for (SchemaObject object : schema.objects()) {
      String type = lower(object.type());
      boolean isSeen = type.equals("table") || type.equals("index");
      if (!isSeen && !leftOut.contains(lower(object.table())) && !isOfAKey(type)) {
        objects.add(type + " " + lower(object.name()) + " of " + lower(object.table())
            + (object.definition().isBlank() ? "" : ": " + object.definition().strip()));
      }
    }
    return new Picture(Collections.unmodifiableNavigableMap(tables), objects);
  }

  /** Numbers and names that the database gives to keys and sequences change when they are made anew. */
  private static boolean isOfAKey(String type) {
    return type.contains("key") || type.contains("constraint") || type.contains("sequence");
  }

  private static void describe(Table table, Set<String> into) {
    String name = lower(table.name());
    into.add("table " + name);
    for (Column column : table.columns()) {
      into.add("column " + name + "." + lower(column.name()) + ": " + column.type()
          + (column.nullability() == Column.Nullability.NOT_NULL ? " not null" : "")
          + (column.generation() == Column.Generation.NONE
              ? ""
              : " " + lower(column.generation().name()))
          + column.defaultValue().map(value -> " default " + value).orElse(""));
    }
    if (!table.primaryKey().isEmpty()) {
      into.add("primary key of " + name + " " + inParentheses(table.primaryKey()));
    }
    table
        .uniqueKeys()
        .forEach(key -> into.add("unique key of " + name + " " + inParentheses(key.columns())));
    table
        .foreignKeys()
        .forEach(key -> into.add("foreign key of " + name + " " + inParentheses(key.columns())
            + " to " + lower(key.referencedTable()) + " " + inParentheses(key.referencedColumns())
            + ", on delete " + lower(key.onDelete().name().replace('_', ' '))
            + ", on update " + lower(key.onUpdate().name().replace('_', ' '))));
  }

  private static String inWords(Index index) {
    return (index.uniqueness() == Index.Uniqueness.UNIQUE ? "unique index " : "index ")
        + lower(index.name()) + " on " + lower(index.table()) + " "
        + inParentheses(index.columns());
  }

  private static String inParentheses(List<String> names) {
    return "(" + lower(String.join(", ", names)) + ")";
  }

  private static List<Map<String, @Nullable String>> rows(Stage stage, Table table)
      throws SQLException {
    List<Map<String, @Nullable String>> rows = new ArrayList<>();
    try (Connection connection = stage.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT * FROM " + stage.hands().quote(table.name()))) {
      ResultSetMetaData about = result.getMetaData();
      while (result.next()) {
        Map<String, @Nullable String> row = new LinkedHashMap<>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
          String name = lower(about.getColumnLabel(i));
          boolean isBytes = table
              .find(name)
              .filter(column -> column.type().kind() == ColumnType.Kind.BLOB)
              .isPresent();
          row.put(name, isBytes ? hex(result.getBytes(i)) : result.getString(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static @Nullable String hex(byte @Nullable [] bytes) {
    return bytes == null ? null : HexFormat.of().formatHex(bytes);
  }

  /** The objects that {@code other} has and this has not. */
  List<String> objectsOnlyIn(Picture other) {
    return other.objects.stream().filter(object -> !objects.contains(object)).toList();
  }
}
