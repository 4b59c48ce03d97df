package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.SchemaObject;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.schema.UniqueKey;
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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a database has from SQLite's own catalogue, with every name as an argument, so that no
 * name is too odd. Only the main database counts: neither temporary tables nor attached files.
 */
final class SqliteInspection {
  /** SQLite keeps names that begin so for itself. */
  private static final String NOT_ITS_OWN = "substr(lower(name), 1, 7) <> 'sqlite_'";

  private static final int COMPUTED_VIRTUAL = 2;
  private static final int COMPUTED_STORED = 3;

  private SqliteInspection() {}

  /** See {@link dev.showwise.migrate.spi.Dialect#tableNames}. */
  static Set<String> tableNames(Connection connection) throws SQLException {
    String sql = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND " + NOT_ITS_OWN
        + " ORDER BY name";
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      Set<String> names = new LinkedHashSet<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return Collections.unmodifiableSet(names);
    }
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#kindOf}. */
  static Optional<String> kindOf(Connection connection, String name) throws SQLException {
    // a trigger may have the name of a table; then the table is meant
    String sql = "SELECT type FROM main.sqlite_schema WHERE name = ? COLLATE NOCASE"
        + " ORDER BY type = 'trigger' LIMIT 1";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#readObjects}. */
  static List<SchemaObject> readObjects(Connection connection) throws SQLException {
    String sql = "SELECT type, name, tbl_name, coalesce(sql, '') FROM main.sqlite_schema WHERE "
        + NOT_ITS_OWN + " ORDER BY type = 'trigger', type = 'view', type = 'index', name";
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      List<SchemaObject> objects = new ArrayList<>();
      while (rows.next()) {
        objects.add(new SchemaObject(
            rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
      }
      return objects;
    }
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#readTable}. */
  static Optional<Table> readTable(Connection connection, String name) throws SQLException {
    String sql = "SELECT name, rootpage = 0 FROM main.sqlite_schema"
        + " WHERE type = 'table' AND name = ? COLLATE NOCASE";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        String spelled = rows.getString(1);
        return Optional.of(
            rows.getBoolean(2) ? readVirtual(connection, spelled) : read(connection, spelled));
      }
    }
  }

  /** The columns of a virtual table are known only where its module is loaded. */
  private static Table readVirtual(Connection connection, String name) throws SQLException {
    try {
      return read(connection, name);
    } catch (SQLException e) {
      if (SqliteErrors.isPlainError(e)) {
        return Table.table(name);
      }
      throw e;
    }
  }

  private static Table read(Connection connection, String name) throws SQLException {
    List<FoundColumn> found = readColumns(connection, name);
    List<SqliteIndexes.Found> indexes = SqliteIndexes.read(connection, name);
    List<String> primaryKey = primaryKey(found);
    boolean keyHasIndex = indexes.stream().anyMatch(SqliteIndexes.Found::isOfPrimaryKey);
    List<Column> columns = new ArrayList<>();
    for (FoundColumn column : found) {
      columns.add(column.toColumn(primaryKey, keyHasIndex));
    }
    List<UniqueKey> uniqueKeys = indexes.stream()
        .filter(SqliteIndexes.Found::isUniqueKey)
        .map(SqliteIndexes.Found::toUniqueKey)
        .toList();
    return new Table(name, columns, primaryKey, uniqueKeys, readForeignKeys(connection, name));
  }

  /** A column as SQLite tells it; {@code key} is its place in the primary key, from 1, or 0. */
  private record FoundColumn(
      String name, String type, boolean notNull, @Nullable String defaultSql, int key, int hidden) {

    Column toColumn(List<String> primaryKey, boolean keyHasIndex) {
      boolean computed = hidden == COMPUTED_VIRTUAL || hidden == COMPUTED_STORED;
      // the number of the row, which SQLite fills in; any other primary key has an index
      boolean identity = key > 0
          && primaryKey.size() == 1
          && !keyHasIndex
          && type.toUpperCase(Locale.ROOT).equals("INTEGER");
      Optional<DefaultValue> defaultValue =
          computed || defaultSql == null ? Optional.empty() : SqliteDefaults.parse(defaultSql);
      ColumnType columnType = SqliteTypes.parse(type);
      return new Column(
          name,
          columnType,
          notNull || identity ? Column.Nullability.NOT_NULL : Column.Nullability.NULLABLE,
          computed
              ? Column.Generation.COMPUTED
              : identity ? Column.Generation.IDENTITY : Column.Generation.NONE,
          defaultValue,
          Column.Tolerance.NONE);
    }
  }

  private static List<FoundColumn> readColumns(Connection connection, String table)
      throws SQLException {
    // hidden 1: a parameter of a virtual table, not a column
    String sql = "SELECT name, type, \"notnull\", dflt_value, pk, hidden"
        + " FROM pragma_table_xinfo(?, 'main') WHERE hidden <> 1 ORDER BY cid";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, table);
      try (ResultSet rows = query.executeQuery()) {
        List<FoundColumn> columns = new ArrayList<>();
        while (rows.next()) {
          columns.add(new FoundColumn(
              rows.getString(1),
              declaredType(rows.getString(2)),
              rows.getBoolean(3),
              rows.getString(4),
              rows.getInt(5),
              rows.getInt(6)));
        }
        return columns;
      }
    }
  }

  /** Older releases tell {@code GENERATED ALWAYS} as a part of the type. */
  private static String declaredType(@Nullable String type) {
    String text = type == null ? "" : type.strip();
    String generated = "GENERATED ALWAYS";
    int at = text.length() - generated.length();
    return at >= 0 && text.regionMatches(true, at, generated, 0, generated.length())
        ? text.substring(0, at).strip()
        : text;
  }

  private static List<String> primaryKey(List<FoundColumn> columns) {
    Map<Integer, String> byPlace = new TreeMap<>();
    for (FoundColumn column : columns) {
      if (column.key() > 0) {
        byPlace.put(column.key(), column.name());
      }
    }
    return List.copyOf(byPlace.values());
  }

  private static List<ForeignKey> readForeignKeys(Connection connection, String table)
      throws SQLException {
    // SQLite numbers them from the last one declared to the first
    String sql = "SELECT id, \"table\", \"from\", \"to\", on_delete, on_update"
        + " FROM pragma_foreign_key_list(?, 'main') ORDER BY id DESC, seq";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, table);
      try (ResultSet rows = query.executeQuery()) {
        Map<Integer, FoundReference> found = new LinkedHashMap<>();
        while (rows.next()) {
          FoundReference reference = found.get(rows.getInt(1));
          if (reference == null) {
            reference = new FoundReference(
                rows.getString(2), action(rows.getString(5)), action(rows.getString(6)));
            found.put(rows.getInt(1), reference);
          }
          reference.columns.add(rows.getString(3));
          String target = rows.getString(4);
          if (target != null) {
            reference.targets.add(target);
          }
        }
        List<ForeignKey> keys = new ArrayList<>();
        for (FoundReference reference : found.values()) {
          keys.add(reference.toForeignKey(connection));
        }
        return keys;
      }
    }
  }

  private static ForeignKey.Action action(String words) {
    return ForeignKey.Action.valueOf(words.replace(' ', '_').toUpperCase(Locale.ROOT));
  }

  /** A reference whose columns are still being collected. */
  private static final class FoundReference {
    private final String table;
    private final ForeignKey.Action onDelete;
    private final ForeignKey.Action onUpdate;
    private final List<String> columns = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();

    FoundReference(String table, ForeignKey.Action onDelete, ForeignKey.Action onUpdate) {
      this.table = table;
      this.onDelete = onDelete;
      this.onUpdate = onUpdate;
    }

    /** A reference that names no columns means the primary key there, which may be missing. */
    ForeignKey toForeignKey(Connection connection) throws SQLException {
      List<String> referenced =
          targets.isEmpty() ? primaryKey(readColumns(connection, table)) : targets;
      if (referenced.size() != columns.size()) {
        referenced = Collections.nCopies(columns.size(), "(primary key)");
      }
      return new ForeignKey(columns, table, referenced, onDelete, onUpdate);
    }
  }
}
