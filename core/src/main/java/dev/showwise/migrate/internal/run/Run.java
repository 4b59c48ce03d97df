package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.MigrationException.Failed;
import dev.showwise.migrate.MigrationException.LockTimeout;
import dev.showwise.migrate.MigrationException.OutcomeUnknown;
import dev.showwise.migrate.MigrationException.Refused;
import dev.showwise.migrate.MigrationException.Unavailable;
import dev.showwise.migrate.MigrationException.Unusable;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.HistoryTable;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What going up and going down have in common: one session, one patience, one progress. */
final class Run {
  private final Environment environment;
  private final Session session;
  private final Patience patience;
  private final Progress progress = new Progress();
  private final Map<MigrationId, Retries> attempts = new HashMap<>();
  private final Safeguard safeguard;
  private History known = new History();

  Run(Environment environment, Session session) {
    this.environment = environment;
    this.session = session;
    this.patience = new Patience(environment.options().lockTimeout(), environment.listener());
    this.safeguard = new Safeguard(environment, session, progress);
  }

  Session session() {
    return session;
  }

  /** What makes the backup before the first change. */
  Safeguard safeguard() {
    return safeguard;
  }

  Patience patience() {
    return patience;
  }

  Progress progress() {
    return progress;
  }

  /**
   * Limits how long reads and changes outside a claim wait for locks, where that is a matter of the
   * session: a server may wait for a day for whoever has locked a table. To be called once there is
   * something to do.
   */
  void limitWaits() throws SQLException {
    if (!session.dialect().hasTransactionalDdl()) {
      session.limit(Session.CLAIM_WAIT);
    }
  }

  /** The history, with no attempt of others open. The same object at each call, if nobody edited it. */
  History settledHistory() throws SQLException {
    OpenClaims openClaims = new OpenClaims(environment, session, patience, progress);
    known = openClaims.settled(known);
    return known;
  }

  /**
   * The history, with no attempt of others open; one at this migration whose process cannot be seen is
   * over at once, because a person says so.
   */
  History settledHistoryWithout(MigrationId givenUp) throws SQLException {
    known = new OpenClaims(environment, session, patience, progress)
        .givingUp(givenUp)
        .settled(known);
    return known;
  }

  /**
   * The history after others were faster. They are at work, and whoever was first will be so again: this
   * one lets them get on, and goes on itself when they have come to rest.
   */
  History historyAfterOthers() throws SQLException {
    long last = known.lastSeq();
    while (true) {
      History history = settledHistory();
      if (history.lastSeq() == last) {
        return history;
      }
      last = history.lastSeq();
      patience.giveWay();
    }
  }

  <T> T read(Exclusive.Read<T> read) throws SQLException {
    return Exclusive.read(session, patience, read);
  }

  /**
   * A look at the database that belongs to one state of the history. While others are at work, what
   * is not recorded yet looks like drift; then it is looked at again.
   */
  <T> T steadily(Exclusive.Read<T> look) throws SQLException {
    while (true) {
      long before = read(this::lastSeq);
      T result = read(look);
      if (read(this::lastSeq) == before
          || !patience.waitFor("another process that is applying migrations")) {
        return result;
      }
    }
  }

  private long lastSeq() throws SQLException {
    return session.history().lastSeqIfThere(session.connection()).orElse(0);
  }

  /** What was done must be where everybody will look for it. */
  void requireSameFile() {
    Optional<Path> gone = session.goneFile();
    if (gone.isPresent()) {
      throw Troubles.gone(gone.get(), null, progress.report(MigrationReport.Outcome.FAILED));
    }
  }

  /** Nothing is written to a database that cannot be written, or that is damaged. */
  void requireSound() throws SQLException {
    session.noteFile();
    Optional<String> readOnly = read(() -> session.dialect().readOnlyBecause(session.connection()));
    if (readOnly.isPresent()) {
      throw new Unavailable(
          "The database cannot be written: " + readOnly.get() + " Nothing was changed.", null);
    }
    List<String> damage = read(() -> session.dialect().findDamage(session.connection()));
    if (!damage.isEmpty()) {
      throw new Unusable(
          "The database is damaged: " + String.join("; ", damage)
              + ". Restore it from a backup before anything else. Nothing was changed.",
          null);
    }
  }

  /**
   * Does something while nobody else writes, where beginning a transaction excludes others; the
   * transaction itself changes nothing.
   */
  <T> T whileNobodyWrites(Exclusive.Read<T> work) throws SQLException {
    Exclusive.begin(session, patience);
    T result;
    try {
      result = work.run();
    } catch (Throwable e) {
      session.rollback(e);
      throw e;
    }
    session.rollback();
    return result;
  }

  /**
   * Creates the history table unless it is there. Others may be doing the same: whatever a failure to
   * create it says, what counts is whether it is there afterwards.
   */
  void requireHistoryTable(History history) throws SQLException {
    HistoryTable table = session.history();
    while (read(() -> table.lastSeqIfThere(session.connection())).isEmpty()) {
      try {
        Exclusive.run(session, patience, () -> {
          // where beginning excludes the others, they may just have made it
          if (session.isOnServer() || table.lastSeqIfThere(session.connection()).isEmpty()) {
            safeguard.beforeChange(history);
            table.create(session.connection());
          }
        });
        return;
      } catch (SQLException e) {
        ErrorKind kind = session.dialect().classify(e);
        boolean others = kind == ErrorKind.BUSY
            || kind == ErrorKind.CONFLICT
            || kind == ErrorKind.DUPLICATE_KEY
            || kind == ErrorKind.ALREADY_EXISTS;
        boolean isThere = read(() -> table.lastSeqIfThere(session.connection())).isPresent();
        if (!isThere && !(others && patience.waitFor("another process that begins, too"))) {
          throw e;
        }
      }
    }
  }

  /**
   * Runs one piece of work.
   *
   * @return whether it is done; false if others were faster and the history must be read again
   */
  boolean perform(Work work, History history) {
    Retries retries = retries(work);
    ClaimResult result = claim(work, history, retries);
    while (result instanceof ClaimResult.HeldUp held) {
      if (!retries.pause("a lock of the application", held.cause())) {
        throw heldUp(held, retries);
      }
      result = claim(work, history, retries);
    }
    return conclude(result);
  }

  /** How often a piece of work is tried: over all claims of the run, however often others were faster. */
  Retries retries(Work work) {
    return attempts.computeIfAbsent(
        work.entry().id(),
        id -> new Retries(
            work.options().lockLimit().attempts(),
            environment.options().lease(),
            environment.listener()));
  }

  /** Whether it is done; false if others were faster. What ends the run is thrown. */
  boolean conclude(ClaimResult result) {
    if (result instanceof ClaimResult.Stopped stopped) {
      throw new Refused(progress.refused(List.of(stopped.problem())));
    } else if (result instanceof ClaimResult.TimedOut timedOut) {
      throw new LockTimeout(
          timedOut.message(), timedOut.cause(), progress.report(MigrationReport.Outcome.FAILED));
    } else if (result instanceof ClaimResult.FailedToFinish failed) {
      throw failure(failed);
    }
    return result instanceof ClaimResult.Done;
  }

  private ClaimResult claim(Work work, History history, Retries retries) {
    return work.isForTransaction() && session.dialect().hasTransactionalDdl()
        ? new TransactionalClaim(this, environment, retries).run(work, history)
        : new StepwiseClaim(this, environment).run(work, history);
  }

  private RuntimeException heldUp(ClaimResult.HeldUp held, Retries retries) {
    Failure failure = held.failure();
    announce(failure, held.cause());
    return new LockTimeout(
        failure.migration() + " met what another transaction holds, " + retries.tried()
            + (retries.tried() == 1 ? " time: " : " times: ") + failure.message()
            + ". It was rolled back: the database is as it was before this migration. Run again when"
            + " that transaction is over, or let the migration wait for longer with"
            + " ExecutionOptions.waitingForLocks(), in a script '-- migrate: wait-for-locks'.",
        session.discretion().shown(held.cause()),
        progress.failed(failure));
  }

  private void announce(Failure failure, Throwable cause) {
    try {
      environment.listener().failed(failure);
    } catch (RuntimeException e) {
      // what failed first is what people must hear of
      cause.addSuppressed(e);
    }
  }

  /** Tells of a failure, and gives what ends the run. */
  RuntimeException failure(ClaimResult.FailedToFinish failed) {
    Failure failure = failed.failure();
    announce(failure, failed.cause());
    MigrationReport report = progress.failed(failure);
    String what = failure.migration() + " failed: " + failure.message() + hint(failed.cause());
    if (failure.undone() == Undone.UNKNOWN) {
      return new OutcomeUnknown(
          what
              + ". It could not be found out whether the database committed it. Look at the last row"
              + " of " + environment.options().historyTable() + " before anything else.",
          session.discretion().shown(failed.cause()),
          report);
    }
    return new Failed(
        what
            + (failure.undone() == Undone.COMPLETELY
                ? (session.dialect().hasTransactionalDdl()
                        ? ". It was rolled back"
                        : ". Nothing of it took effect")
                    + ": the database is as it was before this migration."
                : ". What it did before the failure is still there, because it ran outside a"
                    + " transaction; the history says how far it came. The next run refuses it unless"
                    + " it is safe to repeat (ExecutionOptions.safeToRepeat()). repair "
                    + failure.migration().qualifiedName()
                    + " says what is known, and which decisions there are."),
        session.discretion().shown(failed.cause()),
        report);
  }

  /** What a server's word for it does not say. */
  private String hint(Throwable cause) {
    if (!session.isOnServer() || !(cause instanceof SQLException e)) {
      return "";
    }
    return switch (session.dialect().classify(e)) {
      case CONNECTION_LOST ->
        ". The connection is lost. (A server ends a session that sends nothing in the middle of a"
            + " migration for longer than the lease, "
            + environment.options().lease().toSeconds()
            + " s; if this one computed for so long, give the engine a longer lease)";
      case BUSY, CONFLICT ->
        ". Another transaction holds what it needs: wait until that is over, or let the migration wait"
            + " for longer with ExecutionOptions.waitingForLocks(), in a script '-- migrate:"
            + " wait-for-locks'";
      default -> "";
    };
  }

  /** The report of a run that was stopped by errors of its plan. */
  Refused refused(List<Problem> errors) {
    return new Refused(progress.refused(errors));
  }
}
