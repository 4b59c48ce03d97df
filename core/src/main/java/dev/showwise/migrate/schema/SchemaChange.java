package dev.showwise.migrate.schema;

import java.util.Optional;
import java.util.Set;

/**
 * One declared change of a schema. From it come what is executed, whether it is done already, what
 * undoes it, and its part of a migration's checksum.
 */
public sealed interface SchemaChange {

  /** Creates a table with its columns, keys and references. */
  record CreateTable(Table table) implements SchemaChange {
    /** Refuses a table without columns. */
    public CreateTable {
      if (table.columns().isEmpty()) {
        throw new IllegalArgumentException("table " + table.name() + " has no columns");
      }
    }
  }

  /** Drops a table; the whole table is declared, so that it can be made again. */
  record DropTable(Table table) implements SchemaChange {}

  /** Adds a column to a table. */
  record AddColumn(String table, Column column) implements SchemaChange {}

  /** Drops a column; the whole column is declared, so that it can be made again. */
  record DropColumn(String table, Column column) implements SchemaChange {}

  /** Creates an index. */
  record CreateIndex(Index index) implements SchemaChange {}

  /** Drops an index; the whole index is declared, so that it can be made again. */
  record DropIndex(Index index) implements SchemaChange {}

  /** Renames a table. */
  record RenameTable(String from, String to) implements SchemaChange {}

  /** Renames a column. */
  record RenameColumn(String table, String from, String to) implements SchemaChange {}

  /** Creates {@code table}. */
  static SchemaChange createTable(Table table) {
    return new CreateTable(table);
  }

  /** Drops {@code table}. */
  static SchemaChange dropTable(Table table) {
    return new DropTable(table);
  }

  /** Adds {@code column} to {@code table}. */
  static SchemaChange addColumn(String table, Column column) {
    return new AddColumn(table, column);
  }

  /** Drops {@code column} of {@code table}. */
  static SchemaChange dropColumn(String table, Column column) {
    return new DropColumn(table, column);
  }

  /** Creates {@code index}. */
  static SchemaChange createIndex(Index index) {
    return new CreateIndex(index);
  }

  /** Drops {@code index}. */
  static SchemaChange dropIndex(Index index) {
    return new DropIndex(index);
  }

  /** Renames table {@code from} to {@code to}. */
  static SchemaChange renameTable(String from, String to) {
    return new RenameTable(from, to);
  }

  /** Renames column {@code from} of {@code table} to {@code to}. */
  static SchemaChange renameColumn(String table, String from, String to) {
    return new RenameColumn(table, from, to);
  }

  /** The change that undoes this one. Rows that it removed do not come back. */
  default SchemaChange inverse() {
    if (this instanceof CreateTable c) {
      return new DropTable(c.table());
    } else if (this instanceof DropTable d) {
      return new CreateTable(d.table());
    } else if (this instanceof AddColumn a) {
      return new DropColumn(a.table(), a.column());
    } else if (this instanceof DropColumn d) {
      return new AddColumn(d.table(), d.column());
    } else if (this instanceof CreateIndex c) {
      return new DropIndex(c.index());
    } else if (this instanceof DropIndex d) {
      return new CreateIndex(d.index());
    } else if (this instanceof RenameTable r) {
      return new RenameTable(r.to(), r.from());
    }
    RenameColumn r = (RenameColumn) this;
    return new RenameColumn(r.table(), r.to(), r.from());
  }

  /** The table that must be there before this change; empty for one that needs none of its own. */
  default Optional<String> changedTable() {
    if (this instanceof AddColumn a) {
      return Optional.of(a.table());
    } else if (this instanceof DropColumn d) {
      return Optional.of(d.table());
    } else if (this instanceof CreateIndex c) {
      return Optional.of(c.index().table());
    } else if (this instanceof RenameTable r) {
      return Optional.of(r.from());
    } else if (this instanceof RenameColumn r) {
      return Optional.of(r.table());
    }
    return Optional.empty();
  }

  /** The tables that a foreign key of this change refers to, itself left out. */
  default Set<String> referencedTables() {
    if (this instanceof CreateTable c) {
      Set<String> tables = new java.util.TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      c.table().foreignKeys().forEach(key -> tables.add(key.referencedTable()));
      tables.remove(c.table().name());
      return tables;
    }
    return Set.of();
  }

  /** The table that is there after this change and was not before; empty if there is none. */
  default Optional<String> createdTable() {
    if (this instanceof CreateTable c) {
      return Optional.of(c.table().name());
    } else if (this instanceof RenameTable r) {
      return Optional.of(r.to());
    }
    return Optional.empty();
  }

  /**
   * The change as a text that is the same in every release of this library for the same meaning. It
   * is what a checksum is made of; tolerances have no part in it.
   */
  default String canonicalForm() {
    return CanonicalForm.of(this);
  }
}
