package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationException.BackupFailed;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.run.Exclusive.Appended;
import dev.showwise.migrate.internal.schema.LiveSchema;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Claim, change and record in one transaction on one connection: all of it happens, or nothing. From
 * the row that is appended first, or on SQLite from its beginning, no other runner changes anything, so
 * what is read behind it stays true.
 */
final class TransactionalClaim {
  static final String SAVEPOINT = "SAVEPOINT migration_body";
  private static final String BACK = "ROLLBACK TO SAVEPOINT migration_body";
  static final String RELEASE = "RELEASE SAVEPOINT migration_body";

  private final Environment environment;
  private final Session session;
  private final Patience patience;
  private final Progress progress;
  private final Safeguard safeguard;
  private final Retries retries;

  /** {@code retries} counts the attempts of the one migration that this is for. */
  TransactionalClaim(Run run, Environment environment, Retries retries) {
    this.environment = environment;
    this.session = run.session();
    this.patience = run.patience();
    this.progress = run.progress();
    this.safeguard = run.safeguard();
    this.retries = retries;
  }

  /** Runs one piece of work; {@code history} grows by its row if it is done. */
  ClaimResult run(Work work, History history) {
    MigrationLabel label = work.entry().label();
    long start = System.nanoTime();
    try {
      session.suspendForeignKeyEnforcement();
      Exclusive.begin(session, patience, session.home());
    } catch (SQLException e) {
      return notBegun(e);
    }
    Body body = new Body(work, history, start);
    try {
      Optional<ClaimResult> early = body.perform();
      if (early.isPresent()) {
        session.rollback();
        return body.notAppended == Appended.DONE
            ? early.get()
            : Exclusive.notAppended(session, body.notAppended, patience);
      }
    } catch (Throwable e) {
      boolean isTold = e instanceof SQLException || e instanceof MigrationException;
      if ((!body.isClaimed && isTold) || e instanceof BackupFailed) {
        // nothing of the migration was tried
        if (!session.rollback(e)) {
          session.abort(e);
        } else if (e instanceof SQLException sql && Exclusive.isInTheWay(session, sql)) {
          return Exclusive.heldUp(session, patience, sql);
        }
        throw trouble(e);
      }
      // Errors too: whatever it was, what the migration did must not be committed by what follows
      return failed(body, e);
    }
    return commit(body, label);
  }

  private ClaimResult notBegun(SQLException e) {
    if (Exclusive.isInTheWay(session, e)) {
      return Exclusive.heldUp(session, patience, e);
    }
    throw trouble(e);
  }

  private MigrationException trouble(Throwable e) {
    return e instanceof MigrationException told
        ? told
        : Troubles.of((SQLException) e, session, progress.report(Outcome.FAILED));
  }

  /** What happens between BEGIN and COMMIT. */
  private final class Body {
    private final Work work;
    private final History history;
    private final long start;
    private TransactionGate gate = new TransactionGate(session);
    private boolean isClaimed;
    private Optional<HistoryEntry> started = Optional.empty();
    private Optional<HistoryEntry> finished = Optional.empty();
    private Appended notAppended = Appended.DONE;
    private List<String> steps = List.of();
    private boolean inSavepoint;

    Body(Work work, History history, long start) {
      this.work = work;
      this.history = history;
      this.start = start;
    }

    /** What ended the claim early, with nothing changed; empty when it is to be committed. */
    Optional<ClaimResult> perform() throws SQLException {
      Attempt attempt = Attempt.begin(work, history, environment, session);
      // it is seen only if the author ends the transaction: then something may be done
      HistoryEntry claim = attempt.row(history, Event.STARTED, 1, Duration.ZERO, "");
      Appended appended = Exclusive.append(session, patience, claim);
      if (appended != Appended.DONE) {
        notAppended = appended;
        return Optional.of(new ClaimResult.Overtaken());
      }
      safeguard.beforeChange(history);
      isClaimed = true;
      LiveSchema schema = new LiveSchema(session.connection(), session.dialect());
      Work.Verdict verdict = work.judge(new ReadOnlyView(session, schema));
      if (verdict instanceof Work.Verdict.Stop stop) {
        return Optional.of(new ClaimResult.Stopped(stop.problem()));
      }
      if (verdict instanceof Work.Verdict.Run) {
        safeguard.beforeExecution(history);
      }
      work.announceTo(environment.listener());
      if (verdict instanceof Work.Verdict.Note note) {
        HistoryEntry row = attempt.row(history, note.event(), elapsed(start), note.detail());
        session.history().rewrite(session.connection(), row);
        finished = Optional.of(row);
        return Optional.empty();
      }
      ForeignKeyWatch watch = ForeignKeyWatch.begin(session);
      progress.warn(watch.foundBefore());
      started = Optional.of(claim);
      Optional<String> limit =
          session.dialect().limitLockWait(work.entry().options().lockLimit().timeout());
      if (limit.isPresent()) {
        session.execute(limit.get());
      }
      session.execute(SAVEPOINT);
      inSavepoint = true;
      performUntilTheWayIsFree();
      session.execute(RELEASE);
      inSavepoint = false;
      watch.requireNoneNew();
      HistoryEntry row = attempt.row(history, work.doneEvent(), elapsed(start), work.detail());
      session.history().rewrite(session.connection(), row);
      finished = Optional.of(row);
      return Optional.empty();
    }

    /**
     * Gives way where the application is in the way: what the migration has locked is let go, but not its
     * row in the history, or the next runner would stand in the application's way during the pause.
     */
    private void performUntilTheWayIsFree() throws SQLException {
      while (true) {
        try {
          performOnce();
          return;
        } catch (SQLException e) {
          if (!isInTheWay(this, e)) {
            throw e;
          }
          try {
            session.execute(BACK);
          } catch (SQLException | RuntimeException lost) {
            e.addSuppressed(lost);
            throw e;
          }
          if (!retries.pause("a lock of the application", e)) {
            throw e;
          }
          gate = new TransactionGate(session);
        }
      }
    }

    private void performOnce() throws SQLException {
      try (AuthorContext context = new AuthorContext(work, session, gate, environment)) {
        context.run(work);
        steps = context.steps();
      }
      if (gate.isTransactionLost()) {
        throw new SQLException(
            "the database ended the transaction by itself when a statement failed, and the migration"
                + " went on as if it had not");
      }
    }

    HistoryEntry record() {
      return finished.orElseThrow();
    }
  }

  private ClaimResult commit(Body body, MigrationLabel label) {
    try {
      Exclusive.commit(session, patience);
    } catch (Throwable e) {
      // whatever it was: a driver may fail in any way when the database has answered already
      return settle(body, label, e);
    }
    return done(body, label);
  }

  private ClaimResult done(Body body, MigrationLabel label) {
    body.history.add(body.record());
    Completed completed =
        new Completed(label, body.record().event(), elapsed(body.start), body.steps);
    progress.complete(completed);
    environment.listener().completed(completed);
    return new ClaimResult.Done(completed);
  }

  /**
   * A COMMIT whose answer is missing is never settled by what a read happens to see. A server that
   * answered that others were in the way has rolled back.
   */
  private ClaimResult settle(Body body, MigrationLabel label, Throwable failure) {
    boolean rolledBack = session.rollback(failure);
    boolean isBusy = failure instanceof SQLException e && Exclusive.isBusy(session, e);
    if (rolledBack && isBusy && !session.isOnServer()) {
      return new ClaimResult.TimedOut(Exclusive.timedOut(session, patience), failure);
    } else if (rolledBack && isInTheWay(body, failure)) {
      return new ClaimResult.HeldUp(commitFailed(label, failure, Undone.COMPLETELY), failure);
    }
    session.abort(failure);
    Optional<Boolean> committed =
        Settlement.isCommitted(environment, body.record(), patience, failure);
    if (committed.isPresent() && committed.get()) {
      ClaimResult done = done(body, label);
      if (failure instanceof Error error) {
        throw error;
      }
      return done;
    }
    Undone undone = committed.isPresent() ? Undone.COMPLETELY : Undone.UNKNOWN;
    return new ClaimResult.FailedToFinish(commitFailed(label, failure, undone), failure);
  }

  private Failure commitFailed(MigrationLabel label, Throwable failure, Undone undone) {
    return new Failure(
        label, Messages.of(failure, session, ""), Messages.sqlState(failure), "COMMIT", undone);
  }

  private ClaimResult failed(Body body, Throwable error) {
    boolean rolledBack = rollback(body, error);
    Undone undone = Undone.COMPLETELY;
    if (!rolledBack) {
      // either the database rolled back by itself, or something committed behind our back
      session.abort(error);
      String detail = Messages.recorded(error, session, body.gate.failedStatement());
      undone = Settlement.afterLostTransaction(environment, body.started, patience, error, detail);
    }
    Failure failure = new Failure(
        body.work.entry().label(),
        Messages.of(error, session, body.gate.failedStatement()),
        Messages.sqlState(error),
        session.discretion().statement(body.gate.failedStatement()),
        undone,
        body.gate.position());
    return rolledBack && isInTheWay(body, error)
        ? new ClaimResult.HeldUp(failure, error)
        : new ClaimResult.FailedToFinish(failure, error);
  }

  /**
   * Rolls back. Returns whether there was something to roll back: a server takes a ROLLBACK without a
   * transaction for a success, and then what the migration did was committed.
   */
  private boolean rollback(Body body, Throwable error) {
    boolean isThere = true;
    if (body.inSavepoint) {
      try {
        session.execute(BACK);
      } catch (Throwable e) {
        // whatever it was: all of it is rolled back next, or the connection is not used any more
        error.addSuppressed(e);
        isThere = false;
      }
    }
    return session.rollback(error) && isThere;
  }

  /** Whether the application was in the way, so that the same may succeed later. */
  private boolean isInTheWay(Body body, Throwable error) {
    if (!session.isOnServer()) {
      return false;
    }
    // where the first error of a statement ends the transaction, what follows says only that
    Optional<SQLException> first = body.gate.lostWith();
    if (first.isEmpty() && error instanceof SQLException sql) {
      first = Optional.of(sql);
    }
    return first.filter(e -> Exclusive.isInTheWay(session, e)).isPresent();
  }

  private static Duration elapsed(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
