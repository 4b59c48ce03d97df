package dev.showwise.migrate.schema;

import java.util.List;
import java.util.Objects;

/**
 * An index.
 *
 * @param name the index's name, unquoted
 * @param table the table it belongs to
 * @param columns the indexed columns, in order; in an index found in a database, a text in
 *     parentheses stands for an expression
 * @param uniqueness whether values must be unique
 */
public record Index(String name, String table, List<String> columns, Uniqueness uniqueness) {

  /** Whether an index refuses equal values. */
  public enum Uniqueness {
    /** Equal values are fine. */
    NOT_UNIQUE,
    /** Equal values are refused. */
    UNIQUE,
    /** Found in a database only: an index over some of the rows. */
    PARTIAL
  }

  /** Copies the columns. */
  public Index {
    columns = List.copyOf(columns);
    Objects.requireNonNull(uniqueness, "uniqueness");
    if (name.isBlank() || table.isBlank() || columns.isEmpty()) {
      throw new IllegalArgumentException("an index needs a name, a table and at least one column");
    }
  }

  /** An index that allows equal values. */
  public static Index index(String name, String table, String... columns) {
    return new Index(name, table, List.of(columns), Uniqueness.NOT_UNIQUE);
  }

  /** An index that refuses equal values. */
  public static Index uniqueIndex(String name, String table, String... columns) {
    return new Index(name, table, List.of(columns), Uniqueness.UNIQUE);
  }
}
