package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.run.ClaimResult.FailedToFinish;
import dev.showwise.migrate.internal.run.GroupResult.Apart;
import dev.showwise.migrate.internal.run.GroupResult.Done;
import dev.showwise.migrate.internal.run.GroupResult.Ended;
import dev.showwise.migrate.internal.run.GroupResult.Failing;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Several claims, changes and records in one transaction, where beginning it excludes all others: all of them
 * happen, or none. What fails undoes the whole of it. No part is kept by going back to a savepoint, since after
 * some errors the database has ended the transaction by itself. For one group.
 */
final class GroupClaim {
  /** Once it has lasted for so long, no further one begins: the application waits to write. */
  private static final Duration LONGEST = Duration.ofMillis(500);

  private final Run run;
  private final Environment environment;
  private final Session session;
  private final Patience patience;
  private final Progress progress;
  private final List<Member> done = new ArrayList<>();
  private Optional<Member> current = Optional.empty();
  private @Nullable ForeignKeyWatch watch;
  private long begun;

  GroupClaim(Run run, Environment environment) {
    this.run = run;
    this.environment = environment;
    this.session = run.session();
    this.patience = run.patience();
    this.progress = run.progress();
  }

  /** One of the group, and what is heard of it once all of it is committed. */
  private record Member(ClaimBody body, Withheld told, Optional<Completed> completed) {
    Member completedNow() {
      return new Member(body, told, Optional.of(body.completed()));
    }
  }

  /**
   * Runs as many of these as time allows, from the first on; {@code history} grows by their rows if they are
   * done.
   */
  GroupResult run(List<Work> works, History history) {
    long start = System.nanoTime();
    try {
      session.suspendForeignKeyEnforcement();
      Exclusive.begin(session, patience);
    } catch (SQLException e) {
      return Exclusive.isInTheWay(session, e)
          ? new Ended(Exclusive.heldUp(session, patience, e))
          : new Apart(1, Optional.empty());
    }
    begun = System.nanoTime();
    History grown = history.copy();
    try {
      for (int i = 0; i < works.size() && (i == 0 || isInTime()); i++) {
        Optional<ClaimResult> early =
            perform(works.get(i), grown, i == 0 ? start : System.nanoTime());
        if (early.isPresent()) {
          return endedEarly(early.get());
        }
      }
      if (watch != null) {
        watch.requireNoneNew();
      }
    } catch (Throwable e) {
      // Errors too: whatever it was, nothing of it must be committed by what follows
      return failed(e, history);
    }
    return commit(history);
  }

  private boolean isInTime() {
    return System.nanoTime() - begun < LONGEST.toNanos();
  }

  private Optional<ClaimResult> perform(Work work, History grown, long start) throws SQLException {
    Withheld told = new Withheld(environment.listener());
    ClaimBody body =
        new ClaimBody(run, environment.heardBy(told), run.retries(work), work, grown, start);
    Member member = new Member(body, told, Optional.empty());
    current = Optional.of(member);
    Optional<ClaimResult> early = body.claim();
    if (early.isPresent()) {
      return early;
    }
    if (body.isToBeExecuted()) {
      watchForeignKeys();
      body.execute();
      body.record();
    }
    grown.add(body.finished());
    done.add(member.completedNow());
    current = Optional.empty();
    return Optional.empty();
  }

  /** Looked at once before and once after: if that shows nothing new, no member orphaned a row that stayed so. */
  private void watchForeignKeys() throws SQLException {
    if (watch == null) {
      watch = ForeignKeyWatch.begin(session);
      progress.warn(watch.foundBefore());
      // the look may take long, and serves all of them
      begun = System.nanoTime();
    }
  }

  private GroupResult endedEarly(ClaimResult early) throws SQLException {
    session.rollback();
    return done.isEmpty()
        ? new Ended(current.orElseThrow().body().insteadOf(early))
        : new Apart(done.size() + 1, Optional.empty());
  }

  private GroupResult failed(Throwable error, History history) {
    if (current.isEmpty()) {
      // rows are orphaned, or the look for them failed
      if (!session.rollback(error)) {
        session.abort(error);
      }
      return new Apart(done.size(), Optional.empty());
    }
    ClaimBody body = current.get().body();
    boolean isItsOwn = body.isUnderWay();
    Undone undone = Undone.COMPLETELY;
    if (!body.rollback(error)) {
      // either the database rolled back by itself, or something committed behind our back
      session.abort(error);
      undone = body.settleLost(error);
    }
    if (undone == Undone.COMPLETELY) {
      // what it came to by itself, or what somebody cancelled, is not tried again
      return isItsOwn
          ? new Apart(done.size(), Optional.of(failing(error, undone)))
          : new Apart(done.size() + 1, Optional.empty());
    }
    if (undone == Undone.NOT) {
      // whoever committed it committed those before it, too
      complete(history).ifPresent(error::addSuppressed);
    }
    Failing failing = failing(error, undone);
    tell(failing);
    return new Ended(failing.result());
  }

  private Failing failing(Throwable error, Undone undone) {
    Member member = current.orElseThrow();
    return new Failing(
        new FailedToFinish(member.body().failure(error, undone), error), member.told());
  }

  /** Tells what was to be heard before a failure, which comes first whatever a listener says to that. */
  static void tell(Failing failing) {
    try {
      failing.told().tell();
    } catch (RuntimeException e) {
      failing.result().cause().addSuppressed(e);
    }
  }

  private GroupResult commit(History history) {
    try {
      Exclusive.commit(session, patience);
    } catch (Throwable e) {
      // whatever it was: a driver may fail in any way when the database has answered already
      return settle(history, e);
    }
    return new Done(done.size(), complete(history));
  }

  /** As for one alone, a COMMIT whose answer is missing is settled by appending its last row. */
  private GroupResult settle(History history, Throwable failure) {
    boolean isBusy = failure instanceof SQLException e && Exclusive.isBusy(session, e);
    if (session.rollback(failure) && isBusy) {
      return new Ended(new ClaimResult.TimedOut(Exclusive.timedOut(session, patience), failure));
    }
    session.abort(failure);
    ClaimBody last = done.get(done.size() - 1).body();
    Optional<Boolean> committed =
        Settlement.isCommitted(environment, last.finished(), patience, failure);
    if (committed.isEmpty()) {
      Failure unknown = new Failure(
          last.label(),
          Messages.of(failure, session, ""),
          Messages.sqlState(failure),
          "COMMIT",
          Undone.UNKNOWN);
      return new Ended(new FailedToFinish(unknown, failure));
    } else if (!committed.get()) {
      return new Apart(done.size(), Optional.empty());
    }
    GroupResult result = new Done(done.size(), complete(history));
    if (failure instanceof Error error) {
      throw error;
    }
    return result;
  }

  /**
   * Counts all of them as done, and tells so.
   *
   * @return what a listener threw; it changes nothing any more
   */
  private Optional<RuntimeException> complete(History history) {
    for (Member member : done) {
      history.add(member.body().finished());
      progress.complete(member.completed().orElseThrow());
    }
    Optional<RuntimeException> objection = Optional.empty();
    for (Member member : done) {
      try {
        member.told().tell();
      } catch (RuntimeException e) {
        objection = objection.isPresent() ? objection : Optional.of(e);
      }
      environment.listener().completed(member.completed().orElseThrow());
    }
    return objection;
  }
}
