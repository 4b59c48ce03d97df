package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.HistoryTable;
import dev.showwise.migrate.internal.schema.LiveSchema;
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
  private final HistoryTable table;
  private final Patience patience;
  private final Progress progress;

  StepwiseClaim(Environment environment, Session session, Patience patience, Progress progress) {
    this.environment = environment;
    this.session = session;
    this.table = session.history(environment);
    this.patience = patience;
    this.progress = progress;
  }

  /** Runs one piece of work; {@code history} grows by its rows. */
  ClaimResult run(Work work, History history) {
    long start = System.nanoTime();
    try (LivenessToken token = LivenessToken.tryTake(session)) {
      if (!token.isTaken()) {
        // whoever has it is about to append, or just did: look at the history again
        return patience.waitFor("another process that runs a migration outside a transaction")
            ? new ClaimResult.Overtaken()
            : new ClaimResult.TimedOut(
                Exclusive.timedOut(patience), new SQLException("lock file is held"));
      }
      session.suspendForeignKeyEnforcement();
      ClaimResult result = claimed(work, history, start);
      if (result instanceof ClaimResult.Done) {
        // the author may have set it, and the next migration relies on it
        session.restoreForeignKeyEnforcement();
      }
      return result;
    } catch (SQLException e) {
      if (Exclusive.isBusy(session, e)) {
        return new ClaimResult.TimedOut(Exclusive.timedOut(patience), e);
      }
      throw Troubles.of(e, session.dialect(), progress.report(Outcome.FAILED));
    }
  }

  private ClaimResult claimed(Work work, History history, long start) throws SQLException {
    Attempt attempt =
        Attempt.begin(work, environment, session.instance(), table.now(session.connection()));
    Optional<ClaimResult> early = announce(work, history, attempt, start);
    if (early.isPresent()) {
      return early.get();
    }
    StepGate gate = new StepGate(environment, session, history, attempt, patience);
    List<String> steps;
    try {
      ForeignKeyWatch watch = ForeignKeyWatch.begin(session);
      progress.warn(watch.foundBefore());
      try (AuthorContext context =
          new AuthorContext(work.entry().label(), session, gate, environment.listener())) {
        work.perform(context);
        steps = context.steps();
      }
      watch.requireNoneNew();
      gate.appendAlone(attempt.row(history, work.doneEvent(), elapsed(start), ""));
    } catch (Throwable e) {
      // Errors too: the history must say that it did not finish
      return failed(work, history, attempt, gate, e, start);
    }
    return done(work.entry().label(), work.doneEvent(), steps, start);
  }

  /** Judges and commits the first row, in one transaction. */
  private Optional<ClaimResult> announce(Work work, History history, Attempt attempt, long start)
      throws SQLException {
    Exclusive.begin(session, patience);
    try {
      if (table.lastSeq(session.connection()) != history.lastSeq()) {
        session.execute("ROLLBACK");
        return Optional.of(new ClaimResult.Overtaken());
      }
      LiveSchema schema = new LiveSchema(session.connection(), session.dialect());
      Work.Verdict verdict =
          work.judge(new ReadOnlyView(session.connection(), session.dialect(), schema));
      if (verdict instanceof Work.Verdict.Stop stop) {
        session.execute("ROLLBACK");
        return Optional.of(new ClaimResult.Stopped(stop.problem()));
      }
      environment.listener().started(work.entry().label(), work.direction());
      boolean adopted = verdict instanceof Work.Verdict.Adopt;
      HistoryEntry row =
          attempt.row(history, adopted ? Event.ADOPTED : Event.STARTED, Duration.ZERO, "");
      table.append(session.connection(), row);
      Exclusive.commit(session, patience);
      history.add(row);
      return adopted
          ? Optional.of(done(work.entry().label(), Event.ADOPTED, List.of(), start))
          : Optional.empty();
    } catch (Throwable e) {
      session.rollback(e);
      throw e;
    }
  }

  private ClaimResult done(MigrationLabel label, Event event, List<String> steps, long start) {
    Completed completed = new Completed(label, event, elapsed(start), steps);
    progress.complete(completed);
    environment.listener().completed(completed);
    return new ClaimResult.Done(completed);
  }

  private ClaimResult failed(
      Work work, History history, Attempt attempt, StepGate gate, Throwable error, long start) {
    try {
      gate.appendAlone(attempt.row(history, Event.FAILED, elapsed(start), Messages.of(error)));
    } catch (SQLException | RuntimeException e) {
      // the last row stays open, which also says that it did not finish
      error.addSuppressed(e);
    }
    return new ClaimResult.FailedToFinish(
        new Failure(
            work.entry().label(),
            Messages.of(error),
            Messages.sqlState(error),
            gate.failedStatement(),
            gate.hasSentAnything() ? Undone.NOT : Undone.COMPLETELY),
        error);
  }

  private static Duration elapsed(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
