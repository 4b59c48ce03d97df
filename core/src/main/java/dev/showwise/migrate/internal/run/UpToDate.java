package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.HistoryTable;
import dev.showwise.migrate.internal.history.ModuleStanding;
import dev.showwise.migrate.internal.history.RecentState;
import dev.showwise.migrate.internal.history.StateDigest;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether there is nothing to do, found out with one statement, whatever the history's length. */
final class UpToDate {
  private UpToDate() {}

  static boolean holds(Environment environment, Session session, Run run) throws SQLException {
    HistoryTable table = session.historyByName();
    Optional<RecentState> state = run.read(() -> table.recentState(session.connection()));
    if (state.isEmpty()) {
      return false;
    }
    List<ModuleStanding> rows = state.get().lastRows();
    long last = -1;
    boolean open = false;
    for (ModuleStanding row : rows) {
      if (row.seq() > last) {
        last = row.seq();
        open = row.event().isOpen();
      }
    }
    if (open) {
      return false;
    }
    for (String module : environment.catalog().modules()) {
      if (!isComplete(environment, module, rows)) {
        return false;
      }
    }
    return agreesWith(environment, state.get().recent(), last);
  }

  /**
   * Whether the last rows one by one say what their digest says. They do unless somebody changed a
   * row; that is worth no second statement, but it is worth a look at what came with the first.
   */
  private static boolean agreesWith(
      Environment environment, List<RecentState.Row> recent, long last) {
    if (recent.size() < Math.min(last, RecentState.WINDOW)) {
      return false;
    }
    Map<MigrationId, RecentState.Row> latest = new HashMap<>();
    for (RecentState.Row row : recent) {
      // how a migration stands is not in rows of an attempt that came to nothing, nor in those on
      // its way
      if (row.event().isOpen() || History.leftNothing(row.event(), row.ordinal())) {
        continue;
      }
      latest.merge(row.id(), row, (a, b) -> a.seq() > b.seq() ? a : b);
    }
    for (RecentState.Row row : latest.values()) {
      Optional<CatalogEntry> entry = environment.catalog().find(row.id());
      boolean differs = entry.isPresent()
          && !(History.isDone(row.event(), row.direction()) && entry.get().means(row.checksum()));
      if (differs) {
        return false;
      }
    }
    return true;
  }

  private static boolean isComplete(
      Environment environment, String module, List<ModuleStanding> rows) {
    StateDigest digest = new StateDigest();
    for (CatalogEntry entry : environment.catalog().module(module)) {
      digest.addDone(entry.id(), entry.checksum());
    }
    String expected = digest.toString();
    for (ModuleStanding row : rows) {
      if (row.module().equals(module)) {
        // an unfinished migration of the module is part of its digest
        return expected.equals(row.digest());
      }
    }
    return false;
  }
}
