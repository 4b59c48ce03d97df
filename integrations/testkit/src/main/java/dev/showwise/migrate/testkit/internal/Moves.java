package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.schema.SchemaChange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the tables and columns from before are after the changes that a migration declares. */
final class Moves {
  /** The name before, by the name that the table has at the moment. */
  private final Map<String, String> tableBefore = new HashMap<>();

  private final Map<String, String> tableAfter = new HashMap<>();
  private final Map<String, String> columnAfter = new HashMap<>();
  private final Set<String> dropped = new HashSet<>();

  private Moves() {}

  /** Nothing moves. */
  static Moves none() {
    return new Moves();
  }

  /** Where the declared changes lead. */
  static Moves of(Migration migration) {
    Moves moves = new Moves();
    migration.declaredChanges().forEach(moves::follow);
    return moves;
  }

  private void follow(SchemaChange change) {
    if (change instanceof SchemaChange.RenameTable rename) {
      String first = first(rename.from());
      tableBefore.remove(Picture.lower(rename.from()));
      tableBefore.put(Picture.lower(rename.to()), first);
      tableAfter.put(first, Picture.lower(rename.to()));
    } else if (change instanceof SchemaChange.DropTable drop) {
      dropped.add(first(drop.table().name()));
    } else if (change instanceof SchemaChange.DropColumn drop) {
      dropped.add(firstColumn(drop.table(), drop.column().name()));
    } else if (change instanceof SchemaChange.RenameColumn rename) {
      columnAfter.put(firstColumn(rename.table(), rename.from()), Picture.lower(rename.to()));
    }
  }

  private String first(String table) {
    return tableBefore.getOrDefault(Picture.lower(table), Picture.lower(table));
  }

  private String firstColumn(String table, String column) {
    String first = first(table);
    String now = Picture.lower(column);
    return columnAfter.entrySet().stream()
        .filter(
            entry -> entry.getKey().startsWith(first + ".") && entry.getValue().equals(now))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(first + "." + now);
  }

  /** The name that a table has afterwards; empty if it is dropped. */
  Optional<String> tableAfter(String table) {
    return dropped.contains(table)
        ? Optional.empty()
        : Optional.of(tableAfter.getOrDefault(table, table));
  }

  /** The name that a column has afterwards; empty if it is dropped. */
  Optional<String> columnAfter(String table, String column) {
    String place = table + "." + column;
    return dropped.contains(place)
        ? Optional.empty()
        : Optional.of(columnAfter.getOrDefault(place, column));
  }

  /** Whether what was in that column before cannot come back. */
  boolean isGone(String table, String column) {
    return dropped.contains(table) || dropped.contains(table + "." + column);
  }
}
