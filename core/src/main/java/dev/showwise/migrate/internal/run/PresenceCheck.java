package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.schema.ChangeState;
import dev.showwise.migrate.schema.SchemaChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far a database has a pending migration, seen together with the pending ones after it. */
final class PresenceCheck {
  private PresenceCheck() {}

  /**
   * The presence of {@code entry}. One that looks different on its own may be there as the pending
   * ones after it left it: a column that one of them renamed, a table that one of them dropped.
   *
   * @param later the pending migrations after it, in order
   */
  static Presence of(CatalogEntry entry, DatabaseView database, List<CatalogEntry> later)
      throws SQLException {
    Presence alone = entry.migration().presence(database);
    List<SchemaChange> own = entry.migration().declaredChanges();
    if (own.isEmpty() || !(alone instanceof Presence.Partial || isRenamed(own, alone, later))) {
      return alone;
    }
    List<SchemaChange> all = new ArrayList<>(own);
    later.forEach(next -> all.addAll(next.migration().declaredChanges()));
    List<ChangeState> states = database.schema().compareAll(all);
    return states.subList(0, own.size()).stream().allMatch(s -> s instanceof ChangeState.Done)
        ? Presence.present()
        : alone;
  }

  /**
   * A table that {@code entry} needs and that is not there; empty if none is, or if a later migration
   * renamed or dropped it and the database has all of this one already.
   */
  static Optional<String> missingTable(
      CatalogEntry entry, DatabaseView database, List<CatalogEntry> later) throws SQLException {
    for (String table : entry.migration().needsTables()) {
      if (!database.schema().hasTable(table)) {
        boolean isBehind = !entry.migration().declaredChanges().isEmpty()
            && of(entry, database, later) instanceof Presence.Present;
        return isBehind ? Optional.empty() : Optional.of(table);
      }
    }
    return Optional.empty();
  }

  /** Whether it looks absent, and one after it renames a table that it makes. */
  private static boolean isRenamed(
      List<SchemaChange> own, Presence alone, List<CatalogEntry> later) {
    return alone instanceof Presence.Absent
        && later.stream()
            .flatMap(next -> next.migration().declaredChanges().stream())
            .anyMatch(change -> change instanceof SchemaChange.RenameTable rename
                && own.stream()
                    .flatMap(c -> c.createdTable().stream())
                    .anyMatch(rename.from()::equalsIgnoreCase));
  }
}
