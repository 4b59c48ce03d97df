package dev.showwise.migrate.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table: its columns, keys and references. Made with {@link #table} and refined step by step; each
 * step returns a new value:
 *
 * <pre>{@code
 * table("two_factor_auth")
 *     .column(column("id", integer()).identity())
 *     .column(column("user_id", integer()).notNull())
 *     .unique("user_id")
 *     .foreignKey("user_id", "user", "id")
 * }</pre>
 *
 * @param name the name, unquoted, never blank
 * @param columns the columns, in order
 * @param primaryKey the primary key's columns, in order; empty for none
 * @param uniqueKeys further unique keys
 * @param foreignKeys references to other tables
 */
public record Table(
    String name,
    List<Column> columns,
    List<String> primaryKey,
    List<UniqueKey> uniqueKeys,
    List<ForeignKey> foreignKeys) {

  /** Copies the lists; a column that is an identity becomes the primary key if none is named. */
  public Table {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a table needs a name");
    }
    columns = List.copyOf(columns);
    if (primaryKey.isEmpty()) {
      primaryKey = columns.stream()
          .filter(c -> c.generation() == Column.Generation.IDENTITY)
          .map(Column::name)
          .toList();
    }
    primaryKey = List.copyOf(primaryKey);
    uniqueKeys = List.copyOf(uniqueKeys);
    foreignKeys = List.copyOf(foreignKeys);
  }

  /** A table without columns yet. */
  public static Table table(String name) {
    return new Table(name, List.of(), List.of(), List.of(), List.of());
  }

  /** The same table with one more column. */
  public Table column(Column column) {
    if (find(column.name()).isPresent()) {
      throw new IllegalArgumentException(
          "table " + name + " has a column '" + column.name() + "' already");
    }
    return new Table(name, plus(columns, column), primaryKey, uniqueKeys, foreignKeys);
  }

  /** The same table with this primary key. */
  public Table primaryKey(String... keyColumns) {
    return new Table(name, columns, List.of(keyColumns), uniqueKeys, foreignKeys);
  }

  /** The same table with one more unique key, without a name. */
  public Table unique(String... keyColumns) {
    return uniqueNamed("", keyColumns);
  }

  /** The same table with one more unique key of this name. */
  public Table uniqueNamed(String keyName, String... keyColumns) {
    return new Table(
        name,
        columns,
        primaryKey,
        plus(uniqueKeys, new UniqueKey(keyName, List.of(keyColumns))),
        foreignKeys);
  }

  /** The same table with one more reference, without actions. */
  public Table foreignKey(String column, String referencedTable, String referencedColumn) {
    return foreignKey(ForeignKey.foreignKey(column, referencedTable, referencedColumn));
  }

  /** The same table with one more reference. */
  public Table foreignKey(ForeignKey foreignKey) {
    return new Table(name, columns, primaryKey, uniqueKeys, plus(foreignKeys, foreignKey));
  }

  /** The column of that name, compared without regard to case; empty if there is none. */
  public Optional<Column> find(String columnName) {
    String wanted = columnName.toLowerCase(Locale.ROOT);
    return columns.stream()
        .filter(c -> c.name().toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst();
  }

  private static <T> List<T> plus(List<T> list, T one) {
    List<T> longer = new ArrayList<>(list);
    longer.add(one);
    return longer;
  }
}
