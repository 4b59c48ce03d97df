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
final class SqliteDdl {

  private SqliteDdl() {}

  /** See {@link dev.showwise.migrate.DialectFacts#quote}. */
  static String quote(String identifier) {
    if (identifier.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the name '" + identifier.replace("\0", "\\0")
          + "' has a NUL character in it: SQLite has no way to write it");
    }
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#statements}. */
  static List<String> statements(SchemaChange change) {
    if (change instanceof SchemaChange.CreateTable c) {
      return List.of(createTable(c.table()));
    } else if (change instanceof SchemaChange.DropTable d) {
      return List.of("DROP TABLE " + quote(d.table().name()));
    } else if (change instanceof SchemaChange.AddColumn a) {
      return List.of(alter(a.table()) + "ADD COLUMN " + column(a.column()));
    } else if (change instanceof SchemaChange.DropColumn d) {
      return List.of(alter(d.table()) + "DROP COLUMN " + quote(d.column().name()));
    } else if (change instanceof SchemaChange.CreateIndex c) {
      return List.of(createIndex(c.index()));
    } else if (change instanceof SchemaChange.DropIndex d) {
      return List.of("DROP INDEX " + quote(d.index().name()));
    } else if (change instanceof SchemaChange.RenameTable r) {
      return List.of(alter(r.from()) + "RENAME TO " + quote(r.to()));
    }
    SchemaChange.RenameColumn r = (SchemaChange.RenameColumn) change;
    return List.of(alter(r.table()) + "RENAME COLUMN " + quote(r.from()) + " TO " + quote(r.to()));
  }

  private static String alter(String table) {
    return "ALTER TABLE " + quote(table) + " ";
  }

  private static String createTable(Table table) {
    List<String> parts = new ArrayList<>();
    boolean keyIsIdentity = false;
    for (Column column : table.columns()) {
      if (column.generation() == Column.Generation.IDENTITY) {
        refuseUnlessWholeKey(table, column);
        keyIsIdentity = true;
      }
      boolean inKey = table.primaryKey().stream().anyMatch(column.name()::equalsIgnoreCase);
      // SQLite alone among products lets NULL into a primary key
      parts.add(column(inKey ? column.notNull() : column));
    }
    if (!table.primaryKey().isEmpty() && !keyIsIdentity) {
      parts.add("PRIMARY KEY " + list(table.primaryKey()));
    }
    for (UniqueKey key : table.uniqueKeys()) {
      String name = key.name().isEmpty() ? "" : "CONSTRAINT " + quote(key.name()) + " ";
      parts.add(name + "UNIQUE " + list(key.columns()));
    }
    table.foreignKeys().forEach(key -> parts.add(foreignKey(key)));
    return parts.stream()
        .collect(
            Collectors.joining(",\n  ", "CREATE TABLE " + quote(table.name()) + " (\n  ", "\n)"));
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

  private static String column(Column column) {
    if (column.generation() == Column.Generation.COMPUTED) {
      throw new IllegalArgumentException("column " + column.name()
          + ": computed columns cannot be declared; create it with a statement of your own");
    } else if (column.generation() == Column.Generation.IDENTITY) {
      // only this very type makes it the number of the row
      return quote(column.name()) + " INTEGER NOT NULL PRIMARY KEY";
    }
    StringBuilder sql = new StringBuilder(quote(column.name()));
    String type = SqliteTypes.sql(column.type());
    if (!type.isEmpty()) {
      sql.append(' ').append(type);
    }
    if (column.nullability() == Column.Nullability.NOT_NULL) {
      sql.append(" NOT NULL");
    }
    column.defaultValue().ifPresent(d -> sql.append(" DEFAULT ").append(SqliteDefaults.sql(d)));
    return sql.toString();
  }

  private static String foreignKey(ForeignKey key) {
    return "FOREIGN KEY " + list(key.columns()) + " REFERENCES " + quote(key.referencedTable())
        + " " + list(key.referencedColumns()) + action(" ON DELETE ", key.onDelete())
        + action(" ON UPDATE ", key.onUpdate());
  }

  private static String action(String event, ForeignKey.Action action) {
    return action == ForeignKey.Action.NO_ACTION ? "" : event + words(action);
  }

  /** The action as SQL has it: {@code SET NULL}. */
  private static String words(ForeignKey.Action action) {
    return action.name().replace('_', ' ').toUpperCase(Locale.ROOT);
  }

  private static String createIndex(Index index) {
    if (index.uniqueness() == Index.Uniqueness.PARTIAL) {
      throw new IllegalArgumentException("index " + index.name()
          + ": an index over some of the rows cannot be declared; create it with a statement of"
          + " your own");
    }
    String unique = index.uniqueness() == Index.Uniqueness.UNIQUE ? "UNIQUE " : "";
    return "CREATE " + unique + "INDEX " + quote(index.name()) + " ON " + quote(index.table()) + " "
        + list(index.columns());
  }

  private static String list(List<String> columns) {
    return columns.stream().map(SqliteDdl::quote).collect(Collectors.joining(", ", "(", ")"));
  }
}
