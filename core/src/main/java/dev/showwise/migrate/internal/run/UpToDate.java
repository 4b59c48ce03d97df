package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.discovery.ProductCatalog;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.HistoryTable;
import dev.showwise.migrate.internal.history.ModuleStanding;
import dev.showwise.migrate.internal.history.RecentState;
import dev.showwise.migrate.internal.history.Seal;
import dev.showwise.migrate.spi.Dialect;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
    boolean isWhole = state.get().recent().size() >= Math.min(last, RecentState.WINDOW);
    if (isWhole && isSealed(environment.migrations(), session.dialect(), state.get(), last)) {
      return true;
    }
    session.settle(environment);
    for (String module : environment.catalog().modules()) {
      if (!isComplete(environment.migrations(), module, rows)) {
        return false;
      }
    }
    return isWhole && agreesWith(environment, state.get());
  }

  /** Whether the last row says that nothing was pending, and nothing has changed since. */
  private static boolean isSealed(
      ProductCatalog migrations, Dialect dialect, RecentState state, long last) {
    String seal = "";
    for (RecentState.Row row : state.recent()) {
      if (row.seq() == last) {
        seal = row.statementHash();
      }
    }
    if (!Seal.isOne(seal)) {
      return false;
    }
    SortedMap<String, String> digests = new TreeMap<>();
    for (String module : migrations.modules()) {
      digests.put(module, digest(module, state.lastRows()));
    }
    Optional<String> madeOf = migrations.madeOf(dialect);
    return madeOf.isPresent() && seal.equals(Seal.of(madeOf.get(), digests, state.standing()));
  }

  /**
   * Whether the last rows one by one say what their digest says. They do unless somebody changed a
   * row; that is worth no second statement, but it is worth a look at what came with the first.
   */
  private static boolean agreesWith(Environment environment, RecentState state) {
    for (RecentState.Row row : state.standing()) {
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
      ProductCatalog migrations, String module, List<ModuleStanding> rows) {
    // an unfinished migration of the module is part of its digest
    return migrations.digestOfAll(module).equals(Optional.of(digest(module, rows)));
  }

  /** The digest in the last row of a module; empty text if it has none. */
  private static String digest(String module, List<ModuleStanding> rows) {
    for (ModuleStanding row : rows) {
      if (module.equals(row.module())) {
        return row.digest();
      }
    }
    return "";
  }
}
