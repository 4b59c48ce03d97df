package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.testkit.internal.Stage.Rows;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Three rows for each table that has none: every value different, NULL in the last one where it may be,
 * references to rows that are there.
 */
final class MadeUpRows {
  private static final int COUNT = 3;
  /** Above what a database counts to by itself in a test. */
  private static final int FIRST_ID = 1001;

  private static final Set<String> HISTORIES = Set.of(Stage.HISTORY, Stage.SECOND_HISTORY);

  private final Stage stage;
  private final Rows order;

  MadeUpRows(Stage stage, Rows order) {
    this.stage = stage;
    this.order = order;
  }

  /** Fills all tables but those that have rows of their author's. */
  void fill(Set<String> leftAlone) throws SQLException {
    Set<String> alone = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    alone.addAll(leftAlone);
    alone.addAll(HISTORIES);
    SchemaDescription schema = MigrationEngine.describeSchema(stage.dataSource());
    for (Table table : parentsFirst(schema.tables())) {
      if (!alone.contains(table.name()) && isEmpty(table)) {
        fill(table);
      }
    }
  }

  private static List<Table> parentsFirst(List<Table> tables) {
    List<Table> ordered = new ArrayList<>();
    List<Table> left = new ArrayList<>(tables);
    while (!left.isEmpty()) {
      Table next = left.stream()
          .filter(table -> table.foreignKeys().stream()
              .allMatch(key -> left.stream()
                  .noneMatch(other -> !other.equals(table)
                      && other.name().equalsIgnoreCase(key.referencedTable()))))
          .findFirst()
          // a circle; some column of it may be NULL
          .orElse(left.get(0));
      ordered.add(next);
      left.remove(next);
    }
    return ordered;
  }

  private boolean isEmpty(Table table) throws SQLException {
    try (Connection connection = stage.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT COUNT(*) FROM " + stage.hands().quote(table.name()))) {
      return rows.next() && rows.getLong(1) == 0;
    }
  }

  private void fill(Table table) throws SQLException {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    Map<ForeignKey, List<List<Object>>> targets = new HashMap<>();
    for (ForeignKey key : table.foreignKeys()) {
      if (!key.referencedTable().equalsIgnoreCase(table.name())) {
        targets.put(key, keysOf(key));
      }
    }
    for (int i = 0; i < COUNT; i++) {
      row(table, targets, i).ifPresent(rows::add);
    }
    if (order == Rows.THE_OTHER_WAY_ROUND) {
      Collections.reverse(rows);
    }
    for (Map<String, @Nullable Object> row : rows) {
      insert(table, row);
    }
  }

  private List<List<Object>> keysOf(ForeignKey key) throws SQLException {
    String columns = String.join(
        ", ", key.referencedColumns().stream().map(stage.hands()::quote).toList());
    List<List<Object>> keys = new ArrayList<>();
    try (Connection connection = stage.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT " + columns + " FROM "
            + stage.hands().quote(key.referencedTable()) + " ORDER BY " + columns)) {
      while (rows.next()) {
        List<Object> values = new ArrayList<>();
        for (int i = 1; i <= key.referencedColumns().size(); i++) {
          values.add(rows.getObject(i));
        }
        keys.add(values);
      }
    }
    return keys;
  }

  /** Empty if a row needs one of another table of which there are not enough. */
  private static Optional<Map<String, @Nullable Object>> row(
      Table table, Map<ForeignKey, List<List<Object>>> targets, int number) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      if (column.generation() != Column.Generation.COMPUTED) {
        boolean empty = mayBeNull(table, column) && number == COUNT - 1;
        row.put(column.name(), empty ? null : value(table, column, number));
      }
    }
    for (ForeignKey key : table.foreignKeys()) {
      List<List<Object>> there = targets.getOrDefault(key, List.of());
      boolean mayBeNull = key.columns().stream()
          .allMatch(name -> table.find(name).filter(c -> mayBeNull(table, c)).isPresent());
      boolean hasOne = number < there.size() || (!there.isEmpty() && !isUnique(table, key));
      if (!hasOne && !mayBeNull) {
        return Optional.empty();
      }
      for (int i = 0; i < key.columns().size(); i++) {
        String name = nameOf(table, key.columns().get(i));
        row.put(name, hasOne ? there.get(number % there.size()).get(i) : null);
      }
    }
    return Optional.of(row);
  }

  private static String nameOf(Table table, String column) {
    return table.find(column).map(Column::name).orElse(column);
  }

  private static boolean mayBeNull(Table table, Column column) {
    return column.nullability() == Column.Nullability.NULLABLE
        && table.primaryKey().stream().noneMatch(column.name()::equalsIgnoreCase);
  }

  private static boolean isUnique(Table table, ForeignKey key) {
    return (!table.primaryKey().isEmpty() && key.columns().containsAll(table.primaryKey()))
        || table.uniqueKeys().stream()
            .anyMatch(unique -> key.columns().containsAll(unique.columns()));
  }

  private static @Nullable Object value(Table table, Column column, int number) {
    ColumnType type = column.type();
    boolean isKey = table.primaryKey().stream().anyMatch(column.name()::equalsIgnoreCase);
    return switch (type.kind()) {
      case BOOLEAN -> number % 2 == 0;
      case INTEGER -> isKey ? FIRST_ID + number : number + 1;
      case BIGINT -> (long) (isKey ? FIRST_ID + number : number + 1);
      case DECIMAL -> new BigDecimal(number + 1);
      case DOUBLE -> number + 0.5;
      case VARCHAR -> text(column.name(), number, type.length());
      case TEXT -> text(column.name(), number, 0);
      case BLOB -> (column.name() + number).getBytes(StandardCharsets.UTF_8);
      case DATE -> Date.valueOf("2024-02-2" + (7 + number));
      case TIMESTAMP -> Timestamp.valueOf("2024-02-2" + (7 + number) + " 19:30:0" + number);
      case NATIVE -> null;
    };
  }

  private static String text(String name, int number, int length) {
    String text = name + " " + (char) ('A' + number);
    return length == 0 || text.length() <= length ? text : text.substring(text.length() - length);
  }

  private void insert(Table table, Map<String, @Nullable Object> row) throws SQLException {
    String sql = "INSERT INTO " + stage.hands().quote(table.name()) + " ("
        + String.join(", ", row.keySet().stream().map(stage.hands()::quote).toList())
        + ") VALUES (" + String.join(", ", Collections.nCopies(row.size(), "?")) + ")";
    try (Connection connection = stage.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      int i = 1;
      for (Object value : row.values()) {
        if (stage.hands().product().equals("SQLite") && value instanceof java.util.Date) {
          // its driver would write the number of milliseconds, and nobody's application does
          statement.setString(i++, value.toString());
        } else {
          statement.setObject(i++, value);
        }
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw Review.of("No rows could be made up for table " + table.name())
          .what(String.valueOf(e.getMessage()))
          .where(stage.product() + ": " + sql)
          .toDo("Add rows that the database accepts in rows(…) of "
              + stage.subject().test().getSimpleName() + ": database.insert(\"" + table.name()
              + "\", …). If the migration makes the table, in rowsAfterwards(…).")
          .because(e)
          .failure();
    }
  }
}
