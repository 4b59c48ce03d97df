package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationException.BackupFailed;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.internal.history.History;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Claim, change and record in one transaction on one connection: all of it happens, or nothing. From
 * the row that is appended first, or on SQLite from its beginning, no other runner changes anything, so
 * what is read behind it stays true.
 */
final class TransactionalClaim {
  private final Run run;
  private final Environment environment;
  private final Session session;
  private final Patience patience;
  private final Progress progress;
  private final Retries retries;

  /** {@code retries} counts the attempts of the one migration that this is for. */
  TransactionalClaim(Run run, Environment environment, Retries retries) {
    this.run = run;
    this.environment = environment;
    this.session = run.session();
    this.patience = run.patience();
    this.progress = run.progress();
    this.retries = retries;
  }

  /** Runs one piece of work; {@code history} grows by its row if it is done. */
  ClaimResult run(Work work, History history) {
    long start = System.nanoTime();
    boolean beginsWithRow = session.dialect().takesSeveralStatements();
    try {
      session.suspendForeignKeyEnforcement();
      if (!beginsWithRow) {
        Exclusive.begin(session, patience, session.home());
      }
    } catch (SQLException e) {
      return notBegun(e);
    }
    ClaimBody body = new ClaimBody(run, environment, retries, work, history, start);
    try {
      Optional<ClaimResult> early = beginsWithRow ? body.beginAndClaim() : body.claim();
      if (early.isPresent()) {
        session.rollback();
        return body.insteadOf(early.get());
      }
      if (body.isToBeExecuted()) {
        ForeignKeyWatch watch = ForeignKeyWatch.begin(session);
        progress.warn(watch.foundBefore());
        body.execute();
        watch.requireNoneNew();
        body.record();
      }
    } catch (Throwable e) {
      boolean isTold = e instanceof SQLException || e instanceof MigrationException;
      if ((!body.isClaimed() && isTold) || e instanceof BackupFailed) {
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
    return commit(body, history);
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

  private ClaimResult commit(ClaimBody body, History history) {
    try {
      Exclusive.commit(session, patience);
    } catch (Throwable e) {
      // whatever it was: a driver may fail in any way when the database has answered already
      return settle(body, history, e);
    }
    return done(body, history);
  }

  private ClaimResult done(ClaimBody body, History history) {
    history.add(body.finished());
    Completed completed = body.completed();
    progress.complete(completed);
    environment.listener().completed(completed);
    return new ClaimResult.Done(completed);
  }

  /**
   * A COMMIT whose answer is missing is never settled by what a read happens to see. A server that
   * answered that others were in the way has rolled back.
   */
  private ClaimResult settle(ClaimBody body, History history, Throwable failure) {
    boolean rolledBack = session.rollback(failure);
    boolean isBusy = failure instanceof SQLException e && Exclusive.isBusy(session, e);
    if (rolledBack && isBusy && !session.isOnServer()) {
      return new ClaimResult.TimedOut(Exclusive.timedOut(session, patience), failure);
    } else if (rolledBack && body.isInTheWay(failure)) {
      return new ClaimResult.HeldUp(
          commitFailed(body.label(), failure, Undone.COMPLETELY), failure);
    }
    session.abort(failure);
    Optional<Boolean> committed =
        Settlement.isCommitted(environment, body.finished(), patience, failure);
    if (committed.isPresent() && committed.get()) {
      ClaimResult done = done(body, history);
      if (failure instanceof Error error) {
        throw error;
      }
      return done;
    }
    Undone undone = committed.isPresent() ? Undone.COMPLETELY : Undone.UNKNOWN;
    return new ClaimResult.FailedToFinish(commitFailed(body.label(), failure, undone), failure);
  }

  private Failure commitFailed(MigrationLabel label, Throwable failure, Undone undone) {
    return new Failure(
        label, Messages.of(failure, session, ""), Messages.sqlState(failure), "COMMIT", undone);
  }

  private ClaimResult failed(ClaimBody body, Throwable error) {
    boolean rolledBack = body.rollback(error);
    Undone undone = Undone.COMPLETELY;
    if (!rolledBack) {
      // either the database rolled back by itself, or something committed behind our back
      session.abort(error);
      undone = body.settleLost(error);
    }
    Failure failure = body.failure(error, undone);
    return rolledBack && body.isInTheWay(error)
        ? new ClaimResult.HeldUp(failure, error)
        : new ClaimResult.FailedToFinish(failure, error);
  }
}
