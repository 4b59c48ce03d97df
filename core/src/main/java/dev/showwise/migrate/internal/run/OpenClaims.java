package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException.LockTimeout;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.HistoryTable;
import dev.showwise.migrate.internal.history.Pulse;
import dev.showwise.migrate.spi.ServerSessions;
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
  private final Stillness stillness;

  OpenClaims(Environment environment, Session session, Patience patience, Progress progress)
      throws SQLException {
    this.session = session;
    this.table = session.history();
    this.patience = patience;
    this.progress = progress;
    this.stillness = new Stillness(environment.options().lease());
  }

  /**
   * The history, with no attempt of others open.
   *
   * @param known what was read before; grows by what came since
   */
  History settled(History known) throws SQLException {
    History history = known;
    while (true) {
      long before = history.lastSeq();
      History last = history;
      history = Exclusive.read(session, patience, () -> table.read(session.connection(), last));
      if (history.lastSeq() != before) {
        patience.progress();
      }
      Optional<HistoryEntry> open = history.open();
      if (open.isEmpty()) {
        return history;
      }
      awaitEnd(history, open.get());
    }
  }

  /** Returns when the history has moved on, or was moved on. */
  private void awaitEnd(History history, HistoryEntry open) throws SQLException {
    while (true) {
      if (takeOverFromTheDead(history, open)) {
        return;
      }
      if (!patience.waitFor(describe(open))) {
        throw new LockTimeout(
            describe(open) + " is still at work, or cannot be seen, after "
                + patience.waited().toSeconds()
                + " s of waiting. Wait until it is done, or end that process"
                + (session.isOnServer() ? " and its session on " + open.instance() : "")
                + ", and run again.",
            null,
            progress.report(Outcome.FAILED));
      }
      if (Exclusive.read(session, patience, () -> table.lastSeq(session.connection()))
          != history.lastSeq()) {
        return;
      }
    }
  }

  private boolean takeOverFromTheDead(History history, HistoryEntry open) throws SQLException {
    Optional<ServerSessions> sessions = session.dialect().sessions();
    if (sessions.isEmpty()) {
      try (LivenessToken token = LivenessToken.tryTake(session)) {
        return token.isTaken() && takeOver(history, open);
      }
    }
    SessionSight sight = new SessionSight(session, sessions.get());
    return switch (Exclusive.read(session, patience, () -> sight.of(open))) {
      case ALIVE -> {
        stillness.forget();
        yield false;
      }
      case GONE -> takeOver(history, open);
      case OUT_OF_SIGHT -> stillness.isOver(open, this::pulse) && takeOver(history, open);
    };
  }

  private Pulse pulse(String claim) throws SQLException {
    return Exclusive.read(session, patience, () -> table.pulse(session.connection(), claim));
  }

  private static String describe(HistoryEntry open) {
    return open.actor() + " (" + open.session() + "), applying " + open.migration() + " since "
        + open.at() + ",";
  }

  /** The owner is gone: whoever appends first has taken the claim over. */
  private boolean takeOver(History history, HistoryEntry open) throws SQLException {
    String detail = "the process that ran it ended without a word"
        + (open.event() == Event.STEP ? "; statement " + open.ordinal() + " was under way" : "");
    HistoryEntry row = Attempt.followUp(history, open, Event.INTERRUPTED, open.ordinal(), detail);
    return Exclusive.appendAlone(session, patience, row) == Exclusive.Appended.DONE;
  }
}
