package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.MigrationException.Unavailable;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.run.ClaimResult.FailedToFinish;
import java.util.List;
import java.util.Optional;

/** Runs one piece of work after the other: in groups where they may share a transaction, and each in its own elsewhere. */
final class InGroups {
  private final Run run;
  private final Environment environment;
  private Optional<RuntimeException> objection = Optional.empty();

  InGroups(Run run, Environment environment) {
    this.run = run;
    this.environment = environment;
  }

  /**
   * Runs the first of these, or several from the first on.
   *
   * @return how many are done; 0 if others were faster and the history must be read again
   */
  int performNext(List<? extends Work> works, History history) {
    Work next = works.get(0);
    if (objection.isPresent()) {
      throw run.failure(objectedTo(next, objection.get()));
    }
    List<Work> group = Group.first(works, run, environment);
    if (group.isEmpty()) {
      return run.perform(next, history) ? 1 : 0;
    }
    GroupResult result = new GroupClaim(run, environment).run(group, history);
    if (result instanceof GroupResult.Apart apart) {
      return performApart(group, apart, history);
    } else if (result instanceof GroupResult.Done done) {
      objection = done.objection();
      return done.count();
    }
    return run.conclude(((GroupResult.Ended) result).result()) ? 1 : 0;
  }

  /** What a listener throws ends the run; what it heard of was committed by then, so the next one is at hand. */
  private FailedToFinish objectedTo(Work next, RuntimeException e) {
    return new FailedToFinish(
        new Failure(
            next.entry().label(),
            Messages.of(e, run.session(), ""),
            Messages.sqlState(e),
            "",
            Undone.COMPLETELY),
        e);
  }

  /** On a fresh connection: what the other one really is in may be another thing than it says. */
  private int performApart(List<Work> group, GroupResult.Apart apart, History history) {
    try {
      renewSession();
    } catch (RuntimeException | Error e) {
      if (apart.failing().isEmpty()) {
        throw e;
      }
      apart.failing().get().result().cause().addSuppressed(e);
      throw failed(apart.failing().get());
    }
    for (int i = 0; i < apart.count(); i++) {
      if (!run.perform(group.get(i), history)) {
        return i;
      }
    }
    if (apart.failing().isPresent()) {
      throw failed(apart.failing().get());
    }
    return apart.count();
  }

  private void renewSession() {
    try {
      run.session().renew(environment);
    } catch (Unavailable e) {
      throw run.progress().hasCompletedSteps()
          ? new Unavailable(
              String.valueOf(e.getMessage()), e, run.progress().report(Outcome.FAILED))
          : e;
    }
    run.requireSameFile();
  }

  private RuntimeException failed(GroupResult.Failing failing) {
    GroupClaim.tell(failing);
    return run.failure(failing.result());
  }
}
