package dev.showwise.migrate;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The rows of one table before and after. Columns that came later have no part in it.
 *
 * @param table the table, by the name that it has afterwards, or had if it is gone
 * @param fate what became of the table
 * @param before how many rows it had; 0 for one that was not there
 * @param after how many rows it has; 0 for one that is gone
 * @param gone how many of the rows from before are not there any more: told by the primary key, and
 *     by numbers alone where there is none
 * @param changed how many of the others have another value in a column that was there before; empty if
 *     that cannot be counted, because columns are gone or the table is too large. {@code details}
 *     says what can be said then
 * @param details what else happened to the values, each complete in itself; empty if nothing
 * @param valuesLost how many values, not NULL, went with columns that are gone
 */
public record RowComparison(
    String table,
    Fate fate,
    long before,
    long after,
    long gone,
    OptionalLong changed,
    List<String> details,
    long valuesLost) {

  /** What became of a table. */
  public enum Fate {
    /** It was there before and is there now. */
    KEPT,
    /** It is new. */
    ADDED,
    /** It is gone. */
    DROPPED,
    /** It has another name, the same columns and the same rows. */
    RENAMED
  }

  /** Copies the list. */
  public RowComparison {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(fate, "fate");
    details = List.copyOf(details);
  }

  /** Whether rows or values from before are not there any more. */
  public boolean isLoss() {
    return gone > 0 || valuesLost > 0;
  }

  /** Whether everything that was there before is there as it was. */
  public boolean isUntouched() {
    return !isLoss() && changed.orElse(0) == 0 && details.isEmpty();
  }
}
