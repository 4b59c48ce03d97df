package dev.showwise.migrate.internal.history;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationId;
import java.util.List;
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

  /** As much of a row as tells how its migration stands. */
  public record Row(
      long seq,
      Event event,
      Direction direction,
      int ordinal,
      MigrationId id,
      Optional<Checksum> checksum) {}
}
