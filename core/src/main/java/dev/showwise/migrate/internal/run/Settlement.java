package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.run.Exclusive.Appended;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Finds out what became of a COMMIT whose answer never came. Not by reading: what was on its way may land
 * after the look. By appending a row of the same number on a fresh connection: if that is possible, the
 * lost one never can; if it is not, the row that is there says whose it is.
 */
final class Settlement {
  private Settlement() {}

  /**
   * Whether {@code row} was committed by a transaction that is over; empty if it cannot be found out.
   * The old connection must be gone. Writes nothing: while the old transaction was open, the row of the
   * same number waited for it.
   */
  static Optional<Boolean> isCommitted(
      Environment environment, HistoryEntry row, Patience patience, Throwable reason) {
    return find(environment, row, patience, reason, fresh -> {
          Exclusive.begin(fresh, patience);
          try {
            return Exclusive.append(fresh, patience, row);
          } finally {
            fresh.rollback(reason);
          }
        })
        .map(found -> found == Found.THERE_ALREADY);
  }

  /** What a row of the same number on a fresh connection met. */
  private enum Found {
    /** Nothing; the lost one never can be there. */
    NOTHING,
    /** The row itself. */
    THERE_ALREADY,
    /** A row of others. */
    ANOTHER
  }

  /** An attempt to append the row. */
  private interface Trial {
    Appended with(Session fresh) throws SQLException;
  }

  private static Optional<Found> find(
      Environment environment, HistoryEntry row, Patience patience, Throwable reason, Trial trial) {
    try (Session fresh = limited(Session.open(environment))) {
      while (true) {
        Appended appended = trial.with(fresh);
        if (appended == Appended.DONE) {
          return Optional.of(Found.NOTHING);
        } else if (appended == Appended.OVERTAKEN) {
          return Optional.of(isThere(fresh, row) ? Found.THERE_ALREADY : Found.ANOTHER);
        } else if (!patience.waitFor("a transaction whose connection was lost")) {
          return Optional.empty();
        }
      }
    } catch (SQLException | RuntimeException e) {
      reason.addSuppressed(e);
      return Optional.empty();
    }
  }

  /** Where a transaction has no limits of its own, the session must not wait for as long as it likes. */
  private static Session limited(Session fresh) throws SQLException {
    if (!fresh.dialect().hasTransactionalDdl()) {
      try {
        fresh.limit(Session.CLAIM_WAIT);
      } catch (SQLException | RuntimeException | Error e) {
        fresh.abort(e);
        throw e;
      }
    }
    return fresh;
  }

  private static boolean isThere(Session session, HistoryEntry row) throws SQLException {
    return session
        .history()
        .hashAt(session.connection(), row.seq())
        .filter(row.hash()::equals)
        .isPresent();
  }

  /**
   * Appends a row on a fresh connection, unless it is there already: the way to settle what a claim that
   * is not in a transaction wrote, also on a cluster, where an open transaction of another node is not
   * waited for.
   *
   * @return whether it is there now; false if others appended instead; empty if it cannot be found out
   */
  static Optional<Boolean> ensureAppended(
      Environment environment, HistoryEntry row, Patience patience, Throwable reason) {
    return find(
            environment,
            row,
            patience,
            reason,
            fresh -> Exclusive.appendAlone(fresh, patience, row))
        .map(found -> found != Found.ANOTHER);
  }

  /**
   * Records on a fresh connection that an attempt outside a transaction failed, whose own connection is
   * gone. What the lost connection had sent last may have been committed: then the record comes after
   * it. What others appended meanwhile stays as it is.
   */
  static void recordFailure(
      Environment environment, HistoryEntry failed, Patience patience, Throwable reason) {
    Optional<Boolean> there = ensureAppended(environment, failed, patience, reason);
    if (there.isEmpty() || there.get()) {
      return;
    }
    try (Session fresh = Session.open(environment)) {
      History history =
          Exclusive.read(fresh, patience, () -> fresh.history().read(fresh.connection()));
      Optional<HistoryEntry> open =
          history.open().filter(row -> row.claim().equals(failed.claim()));
      if (open.isPresent()) {
        int mayBeDone = Math.max(failed.ordinal(), open.get().ordinal());
        Exclusive.appendAlone(
            fresh,
            patience,
            Attempt.followUp(history, open.get(), Event.FAILED, mayBeDone, failed.detail()));
      }
    } catch (SQLException | RuntimeException e) {
      // the open row says it, too
      reason.addSuppressed(e);
    }
  }

  /**
   * Finds out what stayed of a claim whose transaction was gone when it was to be rolled back. If its
   * first row is there, the author committed it: then the attempt is recorded as failed.
   *
   * @param detail what the record says of the failure
   */
  static Undone afterLostTransaction(
      Environment environment,
      Optional<HistoryEntry> started,
      Patience patience,
      Throwable reason,
      String detail) {
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
      Exclusive.run(fresh, patience, () -> {
        History history = fresh.history().read(fresh.connection());
        fresh
            .history()
            .append(
                fresh.connection(),
                Attempt.followUp(
                    history, started.get(), Event.FAILED, started.get().ordinal(), detail));
      });
    } catch (SQLException | RuntimeException e) {
      // the row stays as STARTED, which also says that it did not finish
      reason.addSuppressed(e);
    }
    return Undone.NOT;
  }
}
