package dev.showwise.migrate.internal.history;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What 'nothing to do' is judged by.
 *
 * @param lastRows the last row of each module
 * @param recent the last rows of all, at most {@link #WINDOW}, in no order
 */
public record RecentState(List<ModuleStanding> lastRows, List<Row> recent) {
  /** How many of the last rows are looked at one by one. */
  public static final int WINDOW = 200;

  /** As much of a row as tells how its migration stands, and whether it is sealed. */
  public record Row(
      long seq,
      Event event,
      Direction direction,
      int ordinal,
      MigrationId id,
      Optional<Checksum> checksum,
      String statementHash) {}

  static Row row(HistoryEntry entry) {
    return new Row(
        entry.seq(),
        entry.event(),
        entry.direction(),
        entry.ordinal(),
        entry.migration().id(),
        entry.checksum(),
        entry.statementHash());
  }

  /**
   * The row by which each migration stands, of those that are among the last ones. How a migration stands is not
   * in rows of an attempt that came to nothing, nor in those on its way.
   */
  public Collection<Row> standing() {
    Map<MigrationId, Row> latest = new HashMap<>();
    for (Row row : recent) {
      if (!row.event().isOpen() && !History.leftNothing(row.event(), row.ordinal())) {
        Row known = latest.get(row.id());
        if (known == null || known.seq() < row.seq()) {
          latest.put(row.id(), row);
        }
      }
    }
    return latest.values();
  }
}
