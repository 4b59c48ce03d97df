package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.run.Exclusive.Appended;
import dev.showwise.migrate.internal.schema.LiveSchema;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A claim for what cannot run in a transaction. Its first row is committed before anything is done, a
 * row for each statement before or together with that statement, and a last row at the end; so after
 * any interruption the history says how far it came. While the last row is open nobody else appends.
 */
final class StepwiseClaim {
  private final Environment environment;
  private final Session session;
  private final Patience patience;
  private final Progress progress;
  private final Safeguard safeguard;

  StepwiseClaim(Run run, Environment environment) {
    this.environment = environment;
    this.session = run.session();
    this.patience = run.patience();
    this.progress = run.progress();
    this.safeguard = run.safeguard();
  }

  /** Runs one piece of work; {@code history} grows by its rows. */
  ClaimResult run(Work work, History history) {
    long start = System.nanoTime();
    try {
      Attempt attempt = Attempt.begin(work, history, environment, session);
      try (SignOfLife sign = SignOfLife.give(session, attempt.claim())) {
        if (!sign.isTaken()) {
          // whoever has it is about to append, or just did: look at the history again
          return patience.waitFor("another process that runs a migration outside a transaction")
              ? new ClaimResult.Overtaken()
              : new ClaimResult.TimedOut(
                  Exclusive.timedOut(session, patience), new SQLException("lock file is held"));
        }
        session.limit(work.options().lockLimit().timeout());
        session.suspendForeignKeyEnforcement();
        ClaimResult result = claimed(attempt, sign, history, start);
        if (result instanceof ClaimResult.Done) {
          restoreEnforcement();
        }
        return result;
      }
    } catch (SQLException e) {
      if (Exclusive.isInTheWay(session, e)) {
        return Exclusive.heldUp(session, patience, e);
      }
      throw Troubles.of(e, session, progress.report(Outcome.FAILED));
    }
  }

  /** The author may have set it, and the next migration relies on it. What is done stays done. */
  private void restoreEnforcement() {
    try {
      session.restoreForeignKeyEnforcement();
    } catch (SQLException | RuntimeException e) {
      Announcer.connectionEnded(session.discretion().shown(e));
      session.abort(e);
    }
  }

  private ClaimResult claimed(Attempt attempt, SignOfLife sign, History history, long start)
      throws SQLException {
    Optional<Heartbeat> heartbeat = session.heartbeat(environment);
    Optional<ClaimResult> early = announce(attempt, heartbeat, history, start);
    if (early.isPresent()) {
      return early.get();
    }
    try {
      heartbeat.ifPresent(beat -> beat.moveTo(history.lastSeq()));
      StepGate.Claim claim = new StepGate.Claim(session, attempt, sign.condition(), heartbeat);
      return perform(attempt, new StepGate(environment, claim, history, patience), history, start);
    } finally {
      heartbeat.ifPresent(Heartbeat::rest);
    }
  }

  private ClaimResult perform(Attempt attempt, StepGate gate, History history, long start) {
    Work work = attempt.work();
    List<String> steps = List.of();
    try {
      ForeignKeyWatch watch = ForeignKeyWatch.begin(session);
      progress.warn(watch.foundBefore());
      try (AuthorContext context = new AuthorContext(work, session, gate, environment)) {
        context.run(work);
        steps = context.steps();
      }
      watch.requireNoneNew();
      gate.appendAlone(attempt.row(history, work.doneEvent(), elapsed(start), work.detail()));
    } catch (Throwable e) {
      if (gate.isAppended(work.doneEvent())) {
        return passingOn(e, done(work.entry().label(), work.doneEvent(), steps, start));
      }
      // Errors too: the history must say that it did not finish
      return failed(attempt, gate, history, e, start);
    }
    return done(work.entry().label(), work.doneEvent(), steps, start);
  }

  /** Judges and commits the first row, in one transaction. */
  private Optional<ClaimResult> announce(
      Attempt attempt, Optional<Heartbeat> heartbeat, History history, long start)
      throws SQLException {
    Work work = attempt.work();
    HistoryEntry row = attempt.row(history, Event.STARTED, attempt.leftBefore(), Duration.ZERO, "");
    Exclusive.begin(session, patience);
    boolean isNoteSent = false;
    try {
      Appended appended = Exclusive.append(session, patience, row);
      if (appended != Appended.DONE) {
        session.rollback();
        return Optional.of(Exclusive.notAppended(session, appended, patience));
      }
      safeguard.beforeChange(history);
      LiveSchema schema = new LiveSchema(session.connection(), session.dialect());
      Work.Verdict verdict = work.judge(new ReadOnlyView(session, schema));
      if (verdict instanceof Work.Verdict.Stop stop) {
        session.rollback();
        return Optional.of(new ClaimResult.Stopped(stop.problem()));
      }
      if (verdict instanceof Work.Verdict.Run) {
        safeguard.beforeExecution(history);
      }
      work.announceTo(environment.listener());
      boolean isOver = verdict instanceof Work.Verdict.Note;
      if (verdict instanceof Work.Verdict.Note note) {
        row = attempt.row(history, note.event(), Duration.ZERO, note.detail());
        session.history().rewrite(session.connection(), row);
      }
      if (heartbeat.isPresent()) {
        // the first beat comes with the claim itself: one that never gave any is never taken over
        session.history().beat(session.connection(), row.seq());
      }
      isNoteSent = isOver;
      Exclusive.commit(session, patience);
      history.add(row);
      return isOver
          ? Optional.of(done(work.entry().label(), row.event(), List.of(), start))
          : Optional.empty();
    } catch (SQLException e) {
      boolean rolledBack = session.rollback(e);
      boolean others = session.isOnServer() && Exclusive.isInTheWay(session, e);
      if (rolledBack && others) {
        // on a cluster another node's row is met at COMMIT; or a table that was looked at is locked
        return Optional.of(Exclusive.notAppended(session, Appended.HELD_UP, patience));
      } else if (isNoteSent) {
        return Optional.of(settle(attempt, row, history, start, e));
      }
      throw e;
    } catch (RuntimeException | Error e) {
      session.rollback(e);
      if (isNoteSent) {
        return Optional.of(settle(attempt, row, history, start, e));
      }
      if (e instanceof RuntimeException thrown) {
        throw session.discretion().thrown(thrown);
      }
      throw e;
    }
  }

  /** The only row of an attempt that executes nothing, whose COMMIT got no answer. */
  private ClaimResult settle(
      Attempt attempt, HistoryEntry row, History history, long start, Throwable error) {
    session.abort(error);
    MigrationLabel label = attempt.work().entry().label();
    Optional<Boolean> there = Settlement.ensureAppended(environment, row, patience, error);
    if (there.isPresent() && there.get()) {
      history.add(row);
      return passingOn(error, done(label, row.event(), List.of(), start));
    }
    return new ClaimResult.FailedToFinish(
        new Failure(
            label,
            Messages.of(error, session, ""),
            Messages.sqlState(error),
            "COMMIT",
            there.isPresent() ? Undone.COMPLETELY : Undone.UNKNOWN),
        error);
  }

  /** What is done is done; but an error of the virtual machine is nobody's to swallow. */
  private static ClaimResult passingOn(Throwable failure, ClaimResult done) {
    if (failure instanceof Error error) {
      throw error;
    }
    return done;
  }

  private ClaimResult done(MigrationLabel label, Event event, List<String> steps, long start) {
    Completed completed = new Completed(label, event, elapsed(start), steps);
    progress.complete(completed);
    environment.listener().completed(completed);
    return new ClaimResult.Done(completed);
  }

  private ClaimResult failed(
      Attempt attempt, StepGate gate, History history, Throwable error, long start) {
    String message = Messages.of(error, session, gate.failedStatement());
    Undone undone = gate.mayBeDone() > 0 ? Undone.NOT : Undone.COMPLETELY;
    if (gate.isOutOfHand()) {
      // the server may be at work on it still; whoever comes when it is not, records how it ended
      session.abort(error);
      undone = Undone.UNKNOWN;
    } else if (gate.isUnsettled()) {
      undone = Undone.UNKNOWN;
    } else {
      String detail = Messages.recorded(error, session, gate.failedStatement());
      HistoryEntry row =
          attempt.row(history, Event.FAILED, gate.mayBeDone(), elapsed(start), detail);
      try {
        session.authorSettings().restore();
        gate.appendAlone(row);
      } catch (Throwable e) {
        // an open row, too, says that it did not finish
        error.addSuppressed(e);
        if (session.isAborted() || isLost(e)) {
          session.abort(error);
          Settlement.recordFailure(environment, row, patience, error);
        }
      }
    }
    return new ClaimResult.FailedToFinish(
        new Failure(
            attempt.work().entry().label(),
            message,
            Messages.sqlState(error),
            session.discretion().statement(gate.failedStatement()),
            undone,
            gate.position()),
        error);
  }

  private boolean isLost(Throwable e) {
    return e instanceof SQLException sql
        && session.dialect().classify(sql) == ErrorKind.CONNECTION_LOST;
  }

  private static Duration elapsed(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
