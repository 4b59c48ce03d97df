package dev.showwise.migrate.internal.schema;

import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.schema.UniqueKey;
import dev.showwise.migrate.spi.Dialect;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a change makes of a table's description. */
final class TableEdits {
  private final Dialect dialect;

  TableEdits(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Whether two names mean the same to the product. */
  boolean same(String one, String other) {
    return dialect.normalizeName(one).equals(dialect.normalizeName(other));
  }

  /** Whether a list of names has one that means the same. */
  boolean contains(List<String> names, String name) {
    return names.stream().anyMatch(n -> same(n, name));
  }

  /** The table with one more column; the same if it has one of that name. */
  Table plus(Table table, Column column) {
    boolean there = table.columns().stream().anyMatch(c -> same(c.name(), column.name()));
    return there
        ? table
        : new Table(
            table.name(),
            plus(table.columns(), column),
            table.primaryKey(),
            table.uniqueKeys(),
            table.foreignKeys());
  }

  /** The table with one more unique key. */
  Table plus(Table table, UniqueKey key) {
    return new Table(
        table.name(),
        table.columns(),
        table.primaryKey(),
        plus(table.uniqueKeys(), key),
        table.foreignKeys());
  }

  private static <T> List<T> plus(List<T> list, T one) {
    return Stream.concat(list.stream(), Stream.of(one)).toList();
  }

  /** The table without a column, and without the keys and references that it was part of. */
  Table minusColumn(Table table, String column) {
    Predicate<List<String>> without = columns -> !contains(columns, column);
    return new Table(
        table.name(),
        table.columns().stream().filter(c -> !same(c.name(), column)).toList(),
        without.test(table.primaryKey()) ? table.primaryKey() : List.of(),
        table.uniqueKeys().stream().filter(k -> without.test(k.columns())).toList(),
        table.foreignKeys().stream().filter(k -> without.test(k.columns())).toList());
  }

  /** The table without a unique key of that name. */
  Table minusUniqueKey(Table table, String key) {
    return new Table(
        table.name(),
        table.columns(),
        table.primaryKey(),
        table.uniqueKeys().stream().filter(k -> !same(k.name(), key)).toList(),
        table.foreignKeys());
  }

  /** The table after another one, a column or itself was renamed; references follow. */
  Table after(SchemaChange rename, Table table) {
    if (rename instanceof SchemaChange.RenameTable r) {
      UnaryOperator<String> tables = name -> same(name, r.from()) ? r.to() : name;
      return new Table(
          tables.apply(table.name()),
          table.columns(),
          table.primaryKey(),
          table.uniqueKeys(),
          table.foreignKeys().stream().map(k -> after(rename, table.name(), k)).toList());
    } else if (rename instanceof SchemaChange.RenameColumn r) {
      return afterColumn(r, table);
    }
    return table;
  }

  private Table afterColumn(SchemaChange.RenameColumn rename, Table table) {
    UnaryOperator<List<String>> here = columns -> columnsAfter(rename, table.name(), columns);
    return new Table(
        table.name(),
        table.columns().stream()
            .map(c -> named(c, here.apply(List.of(c.name())).get(0)))
            .toList(),
        here.apply(table.primaryKey()),
        table.uniqueKeys().stream()
            .map(k -> new UniqueKey(k.name(), here.apply(k.columns())))
            .toList(),
        table.foreignKeys().stream().map(k -> after(rename, table.name(), k)).toList());
  }

  /** The column under another name. */
  static Column named(Column column, String name) {
    return new Column(
        name,
        column.type(),
        column.nullability(),
        column.generation(),
        column.defaultValue(),
        column.tolerance());
  }

  /** A reference of {@code table} after a table or a column was renamed, there or here. */
  ForeignKey after(SchemaChange rename, String table, ForeignKey key) {
    String target =
        rename instanceof SchemaChange.RenameTable r && same(key.referencedTable(), r.from())
            ? r.to()
            : key.referencedTable();
    return new ForeignKey(
        columnsAfter(rename, table, key.columns()),
        target,
        columnsAfter(rename, key.referencedTable(), key.referencedColumns()),
        key.onDelete(),
        key.onUpdate());
  }

  /** The index after its table or a column was renamed. */
  Index after(SchemaChange rename, Index index) {
    if (rename instanceof SchemaChange.RenameTable r && same(index.table(), r.from())) {
      return new Index(index.name(), r.to(), index.columns(), index.uniqueness());
    }
    List<String> columns = columnsAfter(rename, index.table(), index.columns());
    return new Index(index.name(), index.table(), columns, index.uniqueness());
  }

  /** Names of columns of {@code table} after one was renamed, there or in another table. */
  List<String> columnsAfter(SchemaChange rename, String table, List<String> columns) {
    return rename instanceof SchemaChange.RenameColumn r && same(table, r.table())
        ? columns.stream().map(c -> same(c, r.from()) ? r.to() : c).toList()
        : columns;
  }
}
