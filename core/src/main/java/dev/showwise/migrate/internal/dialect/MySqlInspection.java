package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.DefaultValue;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the current database has from INFORMATION_SCHEMA, one table at a time, with its name as
 * an argument: only then does MariaDB open that table and no other.
 *
 * <p>Whether {@code User} and {@code user} are one table is a setting of the server, so the server
 * decides: a name is looked up as it is, and without regard to case where the setting says so.
 */
final class MySqlInspection {
  private static final String TABLES =
      "FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA =" + " DATABASE()";
  static final String REAL_TABLE = "TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')";

  /** MySQL adds this column to a table without a primary key, if it is told to. */
  private static final String GENERATED_KEY = "my_row_id";

  private MySqlInspection() {}

  /** See {@link dev.showwise.migrate.spi.Dialect#tableNames}. */
  static Set<String> tableNames(Connection connection) throws SQLException {
    String sql = "SELECT TABLE_NAME " + TABLES + " AND " + REAL_TABLE + " ORDER BY TABLE_NAME";
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      Set<String> names = new LinkedHashSet<>();
      while (rows.next()) {
        String name = rows.getString(1);
        // left behind by an ALTER that a crash interrupted
        if (!name.startsWith("#sql") && !name.startsWith("#mysql50#")) {
          names.add(name);
        }
      }
      return Collections.unmodifiableSet(names);
    }
  }

  /** A name as the database spells it, and what sort of object has it. */
  record Named(String name, String type) {
    boolean isTable() {
      return type.equals("BASE TABLE") || type.equals("SYSTEM VERSIONED");
    }
  }

  /** Looks a table or view up; empty for none. */
  static Optional<Named> find(Connection connection, String name) throws SQLException {
    Optional<Named> exact = find(connection, name, "TABLE_NAME = ?");
    return exact.isPresent()
        ? exact
        : find(connection, name, "@@lower_case_table_names <> 0 AND LOWER(TABLE_NAME) = LOWER(?)");
  }

  private static Optional<Named> find(Connection connection, String name, String condition)
      throws SQLException {
    String sql =
        "SELECT TABLE_NAME, TABLE_TYPE, @@lower_case_table_names " + TABLES + " AND " + condition;
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          // the catalogue may compare without regard to case where the tables themselves do not
          if (rows.getInt(3) != 0 || rows.getString(1).equals(name)) {
            return Optional.of(new Named(rows.getString(1), rows.getString(2)));
          }
        }
        return Optional.empty();
      }
    }
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#kindOf}. */
  static Optional<String> kindOf(Connection connection, String name) throws SQLException {
    Optional<Named> named = find(connection, name);
    if (named.isPresent()) {
      return Optional.of(
          named.get().isTable() ? "table" : named.get().type().toLowerCase(Locale.ROOT));
    }
    // an index has its name within its table only, so it takes it away from nothing else
    String sql = "SELECT 1 FROM INFORMATION_SCHEMA.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE()"
        + " AND TRIGGER_NAME = ?";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? Optional.of("trigger") : Optional.empty();
      }
    }
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#readIndexes}. */
  static List<Index> readIndexes(Connection connection, String name, MySqlProduct product)
      throws SQLException {
    Optional<Named> table = find(connection, name).filter(Named::isTable);
    if (table.isEmpty()) {
      return List.of();
    }
    String spelled = table.get().name();
    Map<String, ForeignKey> references = readForeignKeys(connection, spelled);
    return MySqlIndexes.read(connection, spelled, product).stream()
        .filter(index -> !index.isPrimaryKey() && !index.cameWith(references))
        .map(MySqlIndexes.Found::toIndex)
        .toList();
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#readTable}. */
  static Optional<Table> readTable(Connection connection, String name, MySqlProduct product)
      throws SQLException {
    Optional<Named> table = find(connection, name).filter(Named::isTable);
    return table.isEmpty()
        ? Optional.empty()
        : Optional.of(read(connection, table.get().name(), product));
  }

  private static Table read(Connection connection, String name, MySqlProduct product)
      throws SQLException {
    List<MySqlIndexes.Found> indexes = MySqlIndexes.read(connection, name, product);
    List<Column> columns = readColumns(connection, name, product);
    boolean ownKey = columns.stream().noneMatch(MySqlInspection::isGeneratedKey);
    return new Table(
        name,
        columns.stream().filter(column -> !isGeneratedKey(column)).toList(),
        indexes.stream()
            .filter(index -> ownKey && index.isPrimaryKey())
            .findFirst()
            .map(MySqlIndexes.Found::columns)
            .orElse(List.of()),
        indexes.stream()
            .filter(MySqlIndexes.Found::isUniqueKey)
            .map(MySqlIndexes.Found::toUniqueKey)
            .toList(),
        List.copyOf(readForeignKeys(connection, name).values()));
  }

  private static boolean isGeneratedKey(Column column) {
    return column.name().equals(GENERATED_KEY)
        && column.generation() == Column.Generation.IDENTITY
        && column.type().nativeName().equals("bigint unsigned");
  }

  private static List<Column> readColumns(Connection connection, String table, MySqlProduct product)
      throws SQLException {
    String sql = "SELECT COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, LOWER(DATA_TYPE),"
        + " EXTRA, COALESCE(GENERATION_EXPRESSION, '') FROM INFORMATION_SCHEMA.COLUMNS"
        + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION";
    List<Column> columns = new ArrayList<>();
    boolean untold = false;
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, table);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          columns.add(column(rows, product));
          untold |= rows.getString(4) == null && rows.getString(6).contains("DEFAULT_GENERATED");
        }
      }
    }
    return untold ? MySqlShownTable.withDefaults(connection, table, columns) : columns;
  }

  private static Column column(ResultSet rows, MySqlProduct product) throws SQLException {
    boolean computed = !rows.getString(7).isEmpty();
    boolean identity = rows.getString(6).contains("auto_increment");
    @Nullable String text = rows.getString(4);
    Optional<DefaultValue> value = computed || text == null
        ? Optional.empty()
        : product.readDefault(text, rows.getString(6), rows.getString(5));
    return new Column(
        rows.getString(1),
        MySqlTypes.parse(rows.getString(2)),
        rows.getString(3).equals("YES") ? Column.Nullability.NULLABLE : Column.Nullability.NOT_NULL,
        computed
            ? Column.Generation.COMPUTED
            : identity ? Column.Generation.IDENTITY : Column.Generation.NONE,
        value,
        Column.Tolerance.NONE);
  }

  /** The references of the table that is spelled so, by the names of their constraints. */
  private static Map<String, ForeignKey> readForeignKeys(Connection connection, String table)
      throws SQLException {
    String sql = "SELECT k.CONSTRAINT_NAME, k.COLUMN_NAME,"
        + " IF(k.REFERENCED_TABLE_SCHEMA = DATABASE(), k.REFERENCED_TABLE_NAME,"
        + " CONCAT(k.REFERENCED_TABLE_SCHEMA, '.', k.REFERENCED_TABLE_NAME)),"
        + " k.REFERENCED_COLUMN_NAME, r.DELETE_RULE, r.UPDATE_RULE"
        + " FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE AS k"
        + " JOIN INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS AS r"
        + " ON r.CONSTRAINT_NAME = k.CONSTRAINT_NAME"
        + " AND r.CONSTRAINT_SCHEMA = DATABASE() AND r.TABLE_NAME = ?"
        + " WHERE k.TABLE_SCHEMA = DATABASE() AND k.TABLE_NAME = ?"
        + " AND k.REFERENCED_TABLE_NAME IS NOT NULL"
        + " ORDER BY LENGTH(k.CONSTRAINT_NAME), k.CONSTRAINT_NAME, k.ORDINAL_POSITION";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, table);
      query.setString(2, table);
      try (ResultSet rows = query.executeQuery()) {
        Map<String, FoundReference> found = new LinkedHashMap<>();
        while (rows.next()) {
          String name = rows.getString(1);
          FoundReference reference = found.get(name);
          if (reference == null) {
            reference = new FoundReference(
                rows.getString(3),
                action(rows.getString(5)),
                action(rows.getString(6)),
                new ArrayList<>(),
                new ArrayList<>());
            found.put(name, reference);
          }
          reference.columns().add(rows.getString(2));
          reference.targets().add(rows.getString(4));
        }
        Map<String, ForeignKey> keys = new LinkedHashMap<>();
        found.forEach((name, reference) -> keys.put(name, reference.toForeignKey()));
        return keys;
      }
    }
  }

  /** RESTRICT is another word for no action here: InnoDB refuses at once in both cases. */
  private static ForeignKey.Action action(String words) {
    ForeignKey.Action action =
        ForeignKey.Action.valueOf(words.replace(' ', '_').toUpperCase(Locale.ROOT));
    return action == ForeignKey.Action.RESTRICT ? ForeignKey.Action.NO_ACTION : action;
  }

  /** A reference whose columns are still being collected. */
  private record FoundReference(
      String table,
      ForeignKey.Action onDelete,
      ForeignKey.Action onUpdate,
      List<String> columns,
      List<String> targets) {

    ForeignKey toForeignKey() {
      return new ForeignKey(columns, table, targets, onDelete, onUpdate);
    }
  }
}
