package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.schema.UniqueKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The statements that make a change. */
final class MySqlDdl {
  /**
   * What every created table is: of the engine that has transactions and references, whatever the
   * server's default is, and comparing texts by their characters, as the other products do, where
   * the server's default would call 'a', 'A' and 'ä' the same in a unique key.
   */
  static final String TABLE_OPTIONS =
      "ENGINE=InnoDB DEFAULT CHARACTER SET=utf8mb4 COLLATE=utf8mb4_bin";

  /**
   * Marks an index with the name that the server itself would give to one that it made for a foreign
   * key; see {@link MySqlIndexes}.
   */
  private static final String DECLARED = " COMMENT 'declared by a migration'";

  private final MySqlProduct product;

  MySqlDdl(MySqlProduct product) {
    this.product = product;
  }

  /** See {@link dev.showwise.migrate.DialectFacts#quote}. */
  static String quote(String identifier) {
    if (identifier.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the name '" + identifier.replace("\0", "\\0")
          + "' has a NUL character in it: MariaDB and MySQL have no way to write it");
    }
    return '`' + identifier.replace("`", "``") + '`';
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#statements}. */
  List<String> statements(SchemaChange change) {
    if (change instanceof SchemaChange.CreateTable c) {
      return List.of(createTable(c.table()));
    } else if (change instanceof SchemaChange.DropTable d) {
      return List.of("DROP TABLE " + quote(d.table().name()));
    } else if (change instanceof SchemaChange.AddColumn a) {
      String key = a.column().generation() == Column.Generation.IDENTITY ? " PRIMARY KEY" : "";
      return List.of(alter(a.table()) + "ADD COLUMN " + column(a.column()) + key);
    } else if (change instanceof SchemaChange.DropColumn d) {
      return List.of(alter(d.table()) + "DROP COLUMN " + quote(d.column().name()));
    } else if (change instanceof SchemaChange.CreateIndex c) {
      return List.of(createIndex(c.index()));
    } else if (change instanceof SchemaChange.DropIndex d) {
      return List.of(
          "DROP INDEX " + quote(d.index().name()) + " ON " + quote(d.index().table()));
    } else if (change instanceof SchemaChange.RenameTable r) {
      return List.of("RENAME TABLE " + quote(r.from()) + " TO " + quote(r.to()));
    }
    SchemaChange.RenameColumn r = (SchemaChange.RenameColumn) change;
    return List.of(alter(r.table()) + "RENAME COLUMN " + quote(r.from()) + " TO " + quote(r.to()));
  }

  private static String alter(String table) {
    return "ALTER TABLE " + quote(table) + " ";
  }

  private String createTable(Table table) {
    List<String> parts = new ArrayList<>();
    for (Column column : table.columns()) {
      if (column.generation() == Column.Generation.IDENTITY) {
        refuseUnlessWholeKey(table, column);
      }
      boolean inKey = table.primaryKey().stream().anyMatch(column.name()::equalsIgnoreCase);
      // a key's columns refuse NULL by themselves, but not if they say that they allow it
      parts.add(column(inKey ? column.notNull() : column));
    }
    if (!table.primaryKey().isEmpty()) {
      parts.add("PRIMARY KEY " + list(table.primaryKey()));
    }
    for (UniqueKey key : table.uniqueKeys()) {
      parts.add("UNIQUE KEY " + (key.name().isEmpty() ? "" : quote(key.name()) + " ")
          + list(key.columns()));
    }
    table.foreignKeys().forEach(key -> parts.add(foreignKey(table, key)));
    return parts.stream()
        .collect(Collectors.joining(
            ",\n  ", "CREATE TABLE " + quote(table.name()) + " (\n  ", "\n) " + TABLE_OPTIONS));
  }

  private static void refuseUnlessWholeKey(Table table, Column identity) {
    boolean wholeKey = table.primaryKey().size() == 1
        && table.primaryKey().get(0).equalsIgnoreCase(identity.name());
    if (!wholeKey) {
      throw new IllegalArgumentException("table " + table.name() + ": column " + identity.name()
          + " is numbered by the database, so it must be the whole primary key, and "
          + table.primaryKey()
          + " is declared; declare a plain column and number the rows yourself, or leave"
          + " primaryKey(…) out");
    }
  }

  private String column(Column column) {
    if (column.generation() == Column.Generation.COMPUTED) {
      throw new IllegalArgumentException("column " + column.name()
          + ": computed columns cannot be declared; create it with a statement of your own");
    }
    StringBuilder sql = new StringBuilder(quote(column.name()))
        .append(' ')
        .append(MySqlTypes.sql(column.type()))
        .append(column.nullability() == Column.Nullability.NOT_NULL ? " NOT NULL" : " NULL");
    if (column.generation() == Column.Generation.IDENTITY) {
      return sql.append(" AUTO_INCREMENT").toString();
    }
    column
        .defaultValue()
        .ifPresent(value ->
            sql.append(" DEFAULT ").append(MySqlDefaults.sql(value, column.type(), product)));
    return sql.toString();
  }

  private static String foreignKey(Table table, ForeignKey key) {
    boolean setsDefault = key.onDelete() == ForeignKey.Action.SET_DEFAULT
        || key.onUpdate() == ForeignKey.Action.SET_DEFAULT;
    if (setsDefault) {
      throw new IllegalArgumentException("table " + table.name() + ": the foreign key "
          + key.columns() + " says SET DEFAULT, which InnoDB does not have; declare SET_NULL,"
          + " CASCADE or no action, and set the value in the application");
    }
    return "FOREIGN KEY " + list(key.columns()) + " REFERENCES " + quote(key.referencedTable())
        + " " + list(key.referencedColumns()) + action(" ON DELETE ", key.onDelete())
        + action(" ON UPDATE ", key.onUpdate());
  }

  private static String action(String event, ForeignKey.Action action) {
    return action == ForeignKey.Action.NO_ACTION
        ? ""
        : event + action.name().replace('_', ' ').toUpperCase(Locale.ROOT);
  }

  private static String createIndex(Index index) {
    if (index.uniqueness() == Index.Uniqueness.PARTIAL) {
      throw new IllegalArgumentException("index " + index.name()
          + ": an index over some of the rows cannot be declared; create it with a statement of"
          + " your own");
    }
    String unique = index.uniqueness() == Index.Uniqueness.UNIQUE ? "UNIQUE " : "";
    boolean likeTheServers = index.name().equalsIgnoreCase(index.columns().get(0));
    return "CREATE " + unique + "INDEX " + quote(index.name()) + " ON " + quote(index.table()) + " "
        + list(index.columns()) + (likeTheServers ? DECLARED : "");
  }

  private static String list(List<String> columns) {
    return columns.stream().map(MySqlDdl::quote).collect(Collectors.joining(", ", "(", ")"));
  }
}
