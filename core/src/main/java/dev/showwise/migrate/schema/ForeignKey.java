package dev.showwise.migrate.schema;

import java.util.List;
import java.util.Objects;

/**
 * A reference from rows of one table to rows of another.
 *
 * @param columns the referring columns, at least one, in order
 * @param referencedTable the table that they refer to
 * @param referencedColumns the columns there, in the same order
 * @param onDelete what happens to a referring row when its target is deleted
 * @param onUpdate what happens to a referring row when its target's key changes
 */
public record ForeignKey(
    List<String> columns,
    String referencedTable,
    List<String> referencedColumns,
    Action onDelete,
    Action onUpdate) {

  /** What happens to the referring row. */
  public enum Action {
    /** The change of the target is refused at the latest at commit. */
    NO_ACTION,
    /** The change of the target is refused at once. */
    RESTRICT,
    /** The referring row follows. */
    CASCADE,
    /** The referring columns become NULL. */
    SET_NULL,
    /** The referring columns get their default. */
    SET_DEFAULT
  }

  /** Copies the columns and checks that both sides have as many. */
  public ForeignKey {
    columns = List.copyOf(columns);
    referencedColumns = List.copyOf(referencedColumns);
    Objects.requireNonNull(referencedTable, "referencedTable");
    Objects.requireNonNull(onDelete, "onDelete");
    Objects.requireNonNull(onUpdate, "onUpdate");
    if (columns.isEmpty() || columns.size() != referencedColumns.size()) {
      throw new IllegalArgumentException("a foreign key needs as many columns as it refers to: "
          + columns + " → " + referencedColumns);
    }
  }

  /** The reference from {@code column} to {@code referencedTable(referencedColumn)}, no actions. */
  public static ForeignKey foreignKey(
      String column, String referencedTable, String referencedColumn) {
    return new ForeignKey(
        List.of(column),
        referencedTable,
        List.of(referencedColumn),
        Action.NO_ACTION,
        Action.NO_ACTION);
  }
}
