package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.schema.UniqueKey;
import dev.showwise.migrate.testkit.internal.Picture.Contents;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a migration made, and how a database gets rid of it.
 *
 * @param words what it is: {@code index idx_title}
 * @param changes what takes it away; empty for rows
 * @param rows the table and the keys of the rows to take away; empty for others
 */
record Piece(String words, List<SchemaChange> changes, Map<String, List<String>> rows) {
  private static final String HISTORY = "testkit_pieces_history";

  boolean isMany() {
    return changes.isEmpty();
  }

  /** Everything that is in the second picture and not in the first. */
  static List<Piece> madeBetween(Picture before, Picture after) {
    List<Piece> pieces = new ArrayList<>();
    after.tables().forEach((name, contents) -> {
      Contents was = before.tables().get(name);
      if (was == null) {
        ofNewTable(name, contents, pieces);
      } else {
        ofOldTable(name, was, contents, pieces);
      }
      if (was == null
          ? !contents.rows().isEmpty()
          : contents.rows().size() > was.rows().size()) {
        ofRows(name, was, contents, pieces);
      }
    });
    return pieces;
  }

  private static void ofNewTable(String name, Contents contents, List<Piece> into) {
    Table table = contents.table();
    into.add(schema("table " + name, List.of(SchemaChange.dropTable(table))));
    for (Column column : table.columns()) {
      if (!table.primaryKey().contains(column.name())) {
        into.add(madeAnew(
            "column " + name + "." + Picture.lower(column.name()),
            contents,
            without(table, column.name())));
      }
    }
    for (UniqueKey key : table.uniqueKeys()) {
      List<UniqueKey> others =
          table.uniqueKeys().stream().filter(other -> !other.equals(key)).toList();
      into.add(madeAnew(
          "unique key of " + name + " on " + key.columns(),
          contents,
          new Table(
              table.name(), table.columns(), table.primaryKey(), others, table.foreignKeys())));
    }
    for (ForeignKey key : table.foreignKeys()) {
      List<ForeignKey> others =
          table.foreignKeys().stream().filter(other -> !other.equals(key)).toList();
      into.add(madeAnew(
          "foreign key of " + name + " on " + key.columns(),
          contents,
          new Table(
              table.name(), table.columns(), table.primaryKey(), table.uniqueKeys(), others)));
    }
    contents.indexes().stream()
        .filter(index -> !isKey(index, table))
        .forEach(index -> into.add(schema(
            "index " + Picture.lower(index.name()), List.of(SchemaChange.dropIndex(index)))));
  }

  private static Table without(Table table, String column) {
    return new Table(
        table.name(),
        table.columns().stream().filter(c -> !c.name().equals(column)).toList(),
        table.primaryKey(),
        table.uniqueKeys().stream().filter(k -> !k.columns().contains(column)).toList(),
        table.foreignKeys().stream().filter(k -> !k.columns().contains(column)).toList());
  }

  /** The table, empty, in another shape; with those of its indexes that fit. */
  private static Piece madeAnew(String words, Contents contents, Table shape) {
    List<SchemaChange> changes = new ArrayList<>();
    changes.add(SchemaChange.dropTable(contents.table()));
    changes.add(SchemaChange.createTable(shape));
    Set<String> columns = shape.columns().stream().map(Column::name).collect(Collectors.toSet());
    contents.indexes().stream()
        .filter(index -> columns.containsAll(index.columns()))
        .filter(index -> !isKey(index, contents.table()))
        .forEach(index -> changes.add(SchemaChange.createIndex(index)));
    return schema(words, changes);
  }

  /** A unique index is a unique key; whichever of the two the table has, it is one piece. */
  private static boolean isKey(Index index, Table table) {
    return index.uniqueness() == Index.Uniqueness.UNIQUE
        && table.uniqueKeys().stream().anyMatch(key -> key.columns().equals(index.columns()));
  }

  private static void ofOldTable(String name, Contents was, Contents is, List<Piece> into) {
    for (Column column : is.table().columns()) {
      if (was.column(column.name()).isEmpty()) {
        List<SchemaChange> changes = new ArrayList<>();
        is.indexes().stream()
            .filter(index -> index.columns().contains(column.name()))
            .forEach(index -> changes.add(SchemaChange.dropIndex(index)));
        changes.add(SchemaChange.dropColumn(is.table().name(), column));
        into.add(schema("column " + name + "." + Picture.lower(column.name()), changes));
      }
    }
    Set<String> before = was.indexes().stream().map(Index::name).collect(Collectors.toSet());
    is.indexes().stream()
        .filter(index -> !before.contains(index.name()))
        .forEach(index -> into.add(schema(
            "index " + Picture.lower(index.name()), List.of(SchemaChange.dropIndex(index)))));
  }

  private static void ofRows(String name, @Nullable Contents was, Contents is, List<Piece> into) {
    if (is.key().size() != 1) {
      return;
    }
    String key = is.key().get(0);
    Set<String> before = new HashSet<>();
    if (was != null) {
      was.rows().forEach(row -> before.add(String.valueOf(row.get(key))));
    }
    List<String> added = is.rows().stream()
        .map(row -> String.valueOf(row.get(key)))
        .filter(value -> !before.contains(value))
        .toList();
    into.add(new Piece("rows of " + name, List.of(), Map.of(name, added)));
  }

  private static Piece schema(String words, List<SchemaChange> changes) {
    return new Piece(words, changes, Map.of());
  }

  /** False if the database does not let it go, which it then never lacks by itself. */
  boolean takeAway(Stage stage) throws SQLException {
    for (Map.Entry<String, List<String>> entry : rows.entrySet()) {
      return deleteRows(stage, entry.getKey(), entry.getValue());
    }
    try {
      MigrationEngine.builder(stage.dataSource())
          .migrations(new Removal(changes))
          .historyTable(HISTORY)
          .build()
          .migrate();
    } catch (MigrationException e) {
      return false;
    }
    stage.hands().execute("DROP TABLE " + HISTORY);
    return true;
  }

  private static boolean deleteRows(Stage stage, String table, List<String> keys)
      throws SQLException {
    Contents now = stage.picture().tables().get(table);
    if (now == null) {
      return false;
    }
    String values = keys.stream()
        .map(key -> "'" + key.replace("'", "''") + "'")
        .collect(Collectors.joining(", "));
    try {
      stage
          .hands()
          .execute("DELETE FROM " + stage.hands().quote(now.table().name()) + " WHERE "
              + stage.hands().quote(now.table().primaryKey().get(0)) + " IN (" + values + ")");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** Does one change after the other; what it leaves is not what the last of them looks for. */
  private record Removal(List<SchemaChange> changes) implements Migration {
    @Override
    public String module() {
      return "testkit";
    }

    @Override
    public MigrationVersion version() {
      return MigrationVersion.of("1");
    }

    @Override
    public String name() {
      return "removal";
    }

    @Override
    public String description() {
      return "takes a piece away";
    }

    @Override
    public void apply(MigrationContext context) throws SQLException {
      for (SchemaChange change : changes) {
        context.ensure(change);
      }
    }
  }
}
