package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.HistoryTable;
import java.sql.SQLException;
import java.util.Optional;

/** Finds out what became of a COMMIT whose answer never came. */
final class Settlement {
  private Settlement() {}

  /**
   * Whether {@code row} was committed; empty if it cannot be found out. The old connection must be
   * gone.
   */
  static Optional<Boolean> isCommitted(
      Environment environment, HistoryEntry row, Patience patience, Throwable reason) {
    try (Session fresh = Session.open(environment)) {
      HistoryTable table = fresh.history(environment);
      Exclusive.begin(fresh, patience);
      try {
        boolean mine = table
            .claimAt(fresh.connection(), row.seq())
            .filter(row.claim()::equals)
            .isPresent();
        return Optional.of(mine);
      } finally {
        fresh.rollback(reason);
      }
    } catch (SQLException | RuntimeException e) {
      reason.addSuppressed(e);
      return Optional.empty();
    }
  }

  /**
   * Finds out what stayed of a claim whose transaction was gone when it was to be rolled back. If its
   * first row is there, the author committed it: then the attempt is recorded as failed.
   */
  static Undone afterLostTransaction(
      Environment environment,
      Optional<HistoryEntry> started,
      Patience patience,
      Throwable reason) {
    if (started.isEmpty()) {
      return Undone.COMPLETELY;
    }
    Optional<Boolean> stayed = isCommitted(environment, started.get(), patience, reason);
    if (stayed.isEmpty()) {
      return Undone.UNKNOWN;
    } else if (!stayed.get()) {
      return Undone.COMPLETELY;
    }
    try (Session fresh = Session.open(environment)) {
      HistoryTable table = fresh.history(environment);
      Exclusive.run(fresh, patience, () -> {
        History history = table.read(fresh.connection());
        table.append(
            fresh.connection(),
            Attempt.followUp(history, started.get(), Event.FAILED, Messages.of(reason)));
      });
    } catch (SQLException | RuntimeException e) {
      // the row stays as STARTED, which also says that it did not finish
      reason.addSuppressed(e);
    }
    return Undone.NOT;
  }
}
