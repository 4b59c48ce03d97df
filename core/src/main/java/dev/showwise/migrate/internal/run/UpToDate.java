package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.history.HistoryTable;
import dev.showwise.migrate.internal.history.ModuleStanding;
import dev.showwise.migrate.internal.history.StateDigest;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Whether there is nothing to do, found out with one statement, whatever the history's length. */
final class UpToDate {
  private UpToDate() {}

  static boolean holds(Environment environment, Session session, Run run) throws SQLException {
    HistoryTable table = session.history(environment);
    Optional<List<ModuleStanding>> rows = run.read(() -> table.lastRows(session.connection()));
    if (rows.isEmpty()) {
      return false;
    }
    long last = -1;
    boolean open = false;
    for (ModuleStanding row : rows.get()) {
      if (row.seq() > last) {
        last = row.seq();
        open = row.event().isOpen();
      }
    }
    if (open) {
      return false;
    }
    for (String module : environment.catalog().modules()) {
      if (!isComplete(environment, module, rows.get())) {
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
