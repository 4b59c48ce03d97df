package dev.showwise.migrate.schema;

import java.util.List;

/**
 * Columns whose values together are unique. A unique constraint and a unique index are the same
 * thing in a comparison.
 *
 * @param name the constraint's name; empty where it has none
 * @param columns the columns, at least one, in order
 */
public record UniqueKey(String name, List<String> columns) {
  /** Copies the columns. */
  public UniqueKey {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a unique key needs at least one column");
    }
  }
}
