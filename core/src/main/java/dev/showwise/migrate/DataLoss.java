package dev.showwise.migrate;

import dev.showwise.migrate.schema.SchemaChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What undoing a migration would destroy.
 *
 * @param items what would go, each place once; places with nothing in them are listed too, with 0
 */
public record DataLoss(List<Item> items) {
  /** Nothing would be destroyed. */
  public static final DataLoss NONE = new DataLoss(List.of());

  /**
   * What would go in one place.
   *
   * @param table the table
   * @param column the column whose values would go; empty if whole rows would
   * @param rows how many rows would go, or lose a value
   */
  public record Item(String table, String column, long rows) {
    /** For example {@code table two_factor_auth: 3 rows}. */
    @Override
    public String toString() {
      String count = rows == 1 ? "1 row" : rows + " rows";
      return column.isEmpty()
          ? "table " + table + ": " + count
          : "column " + table + "." + column + ": values in " + count;
    }
  }

  /** Copies the items. */
  public DataLoss {
    items = List.copyOf(items);
  }

  /** How many rows would go or lose a value, all places together. */
  public long rows() {
    return items.stream().mapToLong(Item::rows).sum();
  }

  /** Whether there is a place of which more would go than {@code agreed} says. */
  public boolean exceeds(DataLoss agreed) {
    return items.stream().anyMatch(item -> item.rows() > agreed.rowsIn(item));
  }

  private long rowsIn(Item place) {
    return items.stream()
        .filter(i -> i.table().equals(place.table()) && i.column().equals(place.column()))
        .mapToLong(Item::rows)
        .sum();
  }

  /**
   * Counts what reverting these changes would destroy: the rows of created tables and the values in
   * added columns, as far as they are there.
   */
  static DataLoss ofReverting(List<SchemaChange> changes, DatabaseView database)
      throws SQLException {
    List<Item> items = new ArrayList<>();
    for (SchemaChange change : changes) {
      if (change instanceof SchemaChange.CreateTable create) {
        String table = create.table().name();
        if (database.schema().hasTable(table)) {
          items.add(new Item(table, "", count(database, table, "")));
        }
      } else if (change instanceof SchemaChange.AddColumn add) {
        String column = add.column().name();
        if (database.schema().hasColumn(add.table(), column)) {
          String filled = " WHERE " + database.dialect().quote(column) + " IS NOT NULL";
          items.add(new Item(add.table(), column, count(database, add.table(), filled)));
        }
      }
    }
    return new DataLoss(items);
  }

  private static long count(DatabaseView database, String table, String condition)
      throws SQLException {
    String sql = "SELECT COUNT(*) FROM " + database.dialect().quote(table) + condition;
    return database.query(sql, row -> row.getLong(1)).get(0);
  }
}
