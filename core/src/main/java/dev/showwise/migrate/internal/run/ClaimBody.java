package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.run.Exclusive.Appended;
import dev.showwise.migrate.internal.schema.LiveSchema;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One piece of work in a transaction that others begin and end: its row in the history, its change, and what
 * the row says afterwards. For one attempt.
 */
final class ClaimBody {
  static final String SAVEPOINT = "SAVEPOINT migration_body";
  private static final String BACK = "ROLLBACK TO SAVEPOINT migration_body";
  static final String RELEASE = "RELEASE SAVEPOINT migration_body";

  private final Environment environment;
  private final Session session;
  private final Patience patience;
  private final Safeguard safeguard;
  private final Retries retries;
  private final Work work;
  private final History history;
  private final long start;
  private TransactionGate gate;
  private Optional<Attempt> attempt = Optional.empty();
  private boolean isClaimed;
  private boolean isToBeExecuted;
  private Optional<HistoryEntry> started = Optional.empty();
  private Optional<HistoryEntry> finished = Optional.empty();
  private Appended appended = Appended.DONE;
  private List<String> steps = List.of();
  private boolean isPrepared;
  private boolean inSavepoint;

  /**
   * Nothing has happened yet.
   *
   * @param environment whose listener hears of it
   * @param retries counts the attempts at this work
   * @param history what the history will be when those before it are committed; stays as it is
   * @param start when the work began, by the clock that only goes on
   */
  ClaimBody(
      Run run, Environment environment, Retries retries, Work work, History history, long start) {
    this.environment = environment;
    this.session = run.session();
    this.patience = run.patience();
    this.safeguard = run.safeguard();
    this.retries = retries;
    this.work = work;
    this.history = history;
    this.start = start;
    this.gate = new TransactionGate(session);
  }

  /**
   * Appends its row, and looks what is to be done.
   *
   * @return what ends the work early, with nothing changed; empty when it goes on
   */
  Optional<ClaimResult> claim() throws SQLException {
    return claim(row -> Exclusive.append(session, patience, row));
  }

  /** The same, and begins the transaction in the same request. Where a text may have several statements. */
  Optional<ClaimResult> beginAndClaim() throws SQLException {
    Map<String, String> home = session.home();
    Optional<ClaimResult> early =
        claim(row -> Exclusive.beginWith(session, patience, row, home, preparation()));
    isPrepared = early.isEmpty();
    return early;
  }

  /** Appends the row of a claim. */
  @FunctionalInterface
  private interface Append {
    Appended row(HistoryEntry claim) throws SQLException;
  }

  private Optional<ClaimResult> claim(Append append) throws SQLException {
    Signature signature = Signature.of(environment, session);
    Attempt begun = Attempt.begin(work, history, signature);
    attempt = Optional.of(begun);
    // it is seen only if the author ends the transaction: then something may be done
    HistoryEntry claim = begun.row(history, Event.STARTED, 1, Duration.ZERO, "");
    appended = append.row(claim);
    if (appended != Appended.DONE) {
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
      note(note);
    } else {
      isToBeExecuted = true;
      started = Optional.of(claim);
    }
    return Optional.empty();
  }

  /** Whether the migration runs; if not, its row says already what there is to say. */
  boolean isToBeExecuted() {
    return isToBeExecuted;
  }

  /** Runs the migration. */
  void execute() throws SQLException {
    if (!isPrepared) {
      if (session.dialect().takesSeveralStatements()) {
        session.execute(preparation());
      } else {
        Optional<String> limit = limit();
        if (limit.isPresent()) {
          session.execute(limit.get());
        }
        session.execute(SAVEPOINT);
      }
    }
    inSavepoint = true;
    performUntilTheWayIsFree();
    if (!session.dialect().takesSeveralStatements()) {
      session.execute(RELEASE);
      inSavepoint = false;
    }
  }

  /** Limits how long the migration waits for locks, and marks where it begins. */
  private String preparation() {
    return limit().map(limit -> limit + "; ").orElse("") + SAVEPOINT;
  }

  private Optional<String> limit() {
    return session.dialect().limitLockWait(work.options().lockLimit().timeout());
  }

  /** Makes its row say that the migration was run. */
  void record() throws SQLException {
    HistoryEntry row = row(work.doneEvent(), work.detail());
    if (inSavepoint) {
      session.history().rewriteAfter(session.connection(), RELEASE, row);
      inSavepoint = false;
    } else {
      session.history().rewrite(session.connection(), row);
    }
    finished = Optional.of(row);
  }

  /** Makes its row say what was found, or decided, in place of running it. */
  private void note(Work.Verdict.Note note) throws SQLException {
    HistoryEntry row = row(note.event(), note.detail());
    session.history().rewrite(session.connection(), row);
    finished = Optional.of(row);
  }

  private HistoryEntry row(Event event, String detail) {
    return attempt.orElseThrow().row(history, event, elapsed(), detail);
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
        if (!isInTheWay(e)) {
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

  MigrationLabel label() {
    return work.entry().label();
  }

  /** Whether its row is in the history, as far as this transaction is concerned. */
  boolean isClaimed() {
    return isClaimed;
  }

  /** Whether the code of the migration has begun, and what it did is not known to be whole. */
  boolean isUnderWay() {
    return inSavepoint;
  }

  /** The row by which others will know that it is done. */
  HistoryEntry finished() {
    return finished.orElseThrow();
  }

  /** What is told of it once it is committed. */
  Completed completed() {
    return new Completed(label(), finished().event(), elapsed(), steps);
  }

  /** After a rollback: what the work came to that ended early. */
  ClaimResult insteadOf(ClaimResult early) {
    return appended == Appended.DONE ? early : Exclusive.notAppended(session, appended, patience);
  }

  /** What failed, and how much of it is undone. */
  Failure failure(Throwable error, Undone undone) {
    return new Failure(
        label(),
        Messages.of(error, session, gate.failedStatement()),
        Messages.sqlState(error),
        session.discretion().statement(gate.failedStatement()),
        undone,
        gate.position());
  }

  /**
   * Rolls the transaction back. Returns whether there was something to roll back: a server takes a ROLLBACK
   * without a transaction for a success, and then what the migration did was committed.
   */
  boolean rollback(Throwable error) {
    boolean isThere = true;
    if (inSavepoint) {
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

  /** Finds out what stayed of it, after its transaction was gone when it was to be rolled back. */
  Undone settleLost(Throwable error) {
    String detail = Messages.recorded(error, session, gate.failedStatement());
    return Settlement.afterLostTransaction(environment, started, patience, error, detail);
  }

  /** Whether the application was in the way, so that the same may succeed later. */
  boolean isInTheWay(Throwable error) {
    if (!session.isOnServer()) {
      return false;
    }
    // where the first error of a statement ends the transaction, what follows says only that
    Optional<SQLException> first = gate.lostWith();
    if (first.isEmpty() && error instanceof SQLException sql) {
      first = Optional.of(sql);
    }
    return first.filter(e -> Exclusive.isInTheWay(session, e)).isPresent();
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
