package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException.LockTimeout;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.HistoryTable;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What to do about an attempt outside a transaction that another process began: wait while that
 * process shows a sign of life, and record it as interrupted when it does not.
 */
final class OpenClaims {
  private final Session session;
  private final HistoryTable table;
  private final Patience patience;
  private final Progress progress;

  OpenClaims(Environment environment, Session session, Patience patience, Progress progress) {
    this.session = session;
    this.table = session.history(environment);
    this.patience = patience;
    this.progress = progress;
  }

  /** The history, with no attempt of others open. */
  History settled() throws SQLException {
    while (true) {
      History history = Exclusive.read(session, patience, () -> table.read(session.connection()));
      Optional<HistoryEntry> open = history.open();
      if (open.isEmpty()) {
        return history;
      }
      try (LivenessToken token = LivenessToken.tryTake(session)) {
        if (token.isTaken()) {
          takeOver(history, open.get());
          continue;
        }
      }
      if (!patience.waitFor(describe(open.get()))) {
        throw new LockTimeout(
            describe(open.get()) + " is still at work, after "
                + patience.waited().toSeconds()
                + " s of waiting. Wait until it is done, or end that process, and run again.",
            null,
            progress.report(Outcome.FAILED));
      }
    }
  }

  private static String describe(HistoryEntry open) {
    return open.actor() + " (" + open.session() + "), applying " + open.migration() + " since "
        + open.at() + ",";
  }

  /** The owner is gone for sure: its operating-system lock is ours. */
  private void takeOver(History history, HistoryEntry open) throws SQLException {
    Exclusive.run(session, patience, () -> {
      if (table.lastSeq(session.connection()) == history.lastSeq()) {
        String detail = "the process that ran it ended without a word"
            + (open.event() == Event.STEP
                ? "; statement " + open.ordinal() + " was under way"
                : "");
        table.append(
            session.connection(), Attempt.followUp(history, open, Event.INTERRUPTED, detail));
      }
    });
  }
}
