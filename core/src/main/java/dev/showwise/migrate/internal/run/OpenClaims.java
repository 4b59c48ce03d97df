package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException.LockTimeout;
import dev.showwise.migrate.MigrationException.Unavailable;
import dev.showwise.migrate.MigrationId;
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
  private static final String WITHOUT_A_WORD = "the process that ran it ended without a word";

  private final Session session;
  private final HistoryTable table;
  private final Patience patience;
  private final Progress progress;
  private final Stillness stillness;
  private Optional<MigrationId> givenUp = Optional.empty();
  private boolean upToDate;
  private boolean outOfSight;

  OpenClaims(Environment environment, Session session, Patience patience, Progress progress)
      throws SQLException {
    this.session = session;
    this.table = session.history();
    this.patience = patience;
    this.progress = progress;
    this.stillness = new Stillness(environment.options().lease());
  }

  /**
   * Takes an attempt at that migration for over whose process cannot be seen: a person says so. What it
   * may still send fails, because the row that it would append is taken.
   */
  OpenClaims givingUp(MigrationId migration) {
    givenUp = Optional.of(migration);
    return this;
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
      if (!patience.waitFor(describe(open)) && !isWorthWaitingFor(open)) {
        throw new LockTimeout(
            describe(open) + " is still at work, or cannot be seen, after "
                + patience.waited().toSeconds()
                + " s of waiting. Wait until it is done, or end that process"
                + (session.isOnServer() ? " and its session on " + open.instance() : "")
                + ", and run again."
                + (outOfSight
                    ? " If it is gone for good and only cannot be seen from here: repair "
                        + open.migration().qualifiedName() + " shows what is known; with --as"
                        + " DECISION --insist its attempt is over."
                    : ""),
            null,
            progress.report(Outcome.FAILED));
      }
      if (Exclusive.read(session, patience, () -> table.lastSeq(session.connection()))
          != history.lastSeq()) {
        return;
      }
    }
  }

  /**
   * Where the other process is out of sight, it is known to be gone after a lease of silence: to give up
   * before that would mean to give up at each run.
   */
  private boolean isWorthWaitingFor(HistoryEntry open) {
    boolean counting = stillness.isCounting(open);
    if (counting) {
      patience.giveWay();
    }
    return counting && !Thread.currentThread().isInterrupted();
  }

  private boolean takeOverFromTheDead(History history, HistoryEntry open) throws SQLException {
    Optional<ServerSessions> sessions = session.dialect().sessions();
    if (sessions.isEmpty()) {
      try (LivenessToken token = LivenessToken.tryTake(session)) {
        return token.isTaken() && takeOver(history, open, WITHOUT_A_WORD);
      }
    }
    SessionSight sight = new SessionSight(session, sessions.get());
    SessionSight.Seen seen = Exclusive.read(session, patience, () -> sight.of(open));
    outOfSight = seen == SessionSight.Seen.OUT_OF_SIGHT;
    return switch (seen) {
      case ALIVE -> {
        stillness.forget();
        yield false;
      }
      case GONE -> takeOver(history, open, WITHOUT_A_WORD);
      case OUT_OF_SIGHT -> {
        if (givenUp.filter(open.migration().id()::equals).isPresent()) {
          yield takeOver(history, open, "the process that ran it cannot be seen, and was given up");
        }
        if (!upToDate) {
          // a node that is behind, or busy with a change of the schema, must not answer with
          // what it had before: its silence would look like that of the other process
          session.limit(Session.CLAIM_WAIT);
          upToDate = true;
        }
        yield stillness.isOver(open, this::pulse) && takeOver(history, open, WITHOUT_A_WORD);
      }
    };
  }

  private Pulse pulse(String claim) throws SQLException {
    return Exclusive.read(session, patience, () -> table.pulse(session.connection(), claim));
  }

  private static String describe(HistoryEntry open) {
    return open.actor() + " (" + open.session() + "), "
        + (open.direction() == Direction.UP ? "applying " : "rolling back ") + open.migration()
        + " since " + open.at() + ",";
  }

  /** The owner is gone: whoever appends first has taken the claim over. */
  private boolean takeOver(History history, HistoryEntry open, String why) throws SQLException {
    Optional<String> readOnly = Exclusive.read(
        session, patience, () -> session.dialect().readOnlyBecause(session.connection()));
    if (readOnly.isPresent()) {
      // a copy of the history shows no sessions of the server that it is a copy of
      throw new Unavailable(
          describe(open) + " did not finish, and this run cannot record that: " + readOnly.get()
              + " Nothing was changed.",
          null);
    }
    String detail = why
        + (open.event() == Event.STARTED
            ? ""
            : StepGate.isTogether(open)
                ? "; statement " + open.ordinal() + StepGate.place(open)
                    + " was the last that was done"
                : "; statement " + open.ordinal() + StepGate.place(open) + " was under way");
    HistoryEntry row = Attempt.followUp(history, open, Event.INTERRUPTED, open.ordinal(), detail);
    return Exclusive.appendAlone(session, patience, row) == Exclusive.Appended.DONE;
  }
}
