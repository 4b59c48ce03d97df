package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.Diagnosis;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.MigrationException.LockTimeout;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RepairConsent;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.RepairReport;
import dev.showwise.migrate.RepairRequest;
import dev.showwise.migrate.RepairRequest.Evidence;
import dev.showwise.migrate.ReversibleMigration;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.history.History;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Says what is known of a migration that cannot go on by itself, and records what a person decides. */
public final class Repair {
  private final Environment environment;

  /** For one engine; holds nothing of a run. */
  public Repair(Environment environment) {
    this.environment = environment;
  }

  /** What is known of a migration, and what may be decided about it. Reads only. */
  public Diagnosis diagnose(String name) {
    try (Session session = Session.open(environment)) {
      Run run = new Run(environment, session);
      try {
        return run.steadily(() -> {
          History history = session.history().read(session.connection());
          MigrationId id = environment.targets().recorded(name, history);
          return Examination.of(environment, session, history, id);
        });
      } catch (SQLException e) {
        throw Troubles.of(e, session, null);
      }
    }
  }

  /** Records a decision, if {@code consent} agrees. */
  public RepairReport run(RepairRequest request, RepairConsent consent) {
    long start = System.nanoTime();
    Diagnosis found;
    try (Session session = Session.open(environment)) {
      Run run = new Run(environment, session);
      try {
        run.limitWaits();
        found = examine(run, request);
        if (isSoAlready(found, request.decision())) {
          return report(RepairReport.Outcome.NOTHING_TO_DO, found, request, run.progress(), start);
        }
        requirePossible(run, found, request);
      } catch (SQLException e) {
        throw Troubles.of(e, session, null);
      }
    }
    // no connection is held while a person thinks
    if (!consent.agreesTo(found, request.decision())) {
      return report(RepairReport.Outcome.DECLINED, found, request, new Progress(), start);
    }
    try (Session session = Session.open(environment)) {
      Run run = new Run(environment, session);
      try {
        settle(run, request, found);
        return report(RepairReport.Outcome.REPAIRED, found, request, run.progress(), start);
      } catch (SQLException e) {
        throw Troubles.of(e, session, run.progress().report(Outcome.FAILED));
      }
    }
  }

  /** Waits for whoever is at work, as every run does, unless this is about the one that is waited for. */
  private Diagnosis examine(Run run, RepairRequest request) throws SQLException {
    Session session = run.session();
    History history;
    try {
      history = run.settledHistory();
    } catch (LockTimeout e) {
      if (request.evidence() == Evidence.COUNTS) {
        throw e;
      }
      history = run.read(() -> session.history().read(session.connection()));
      MigrationId id = environment.targets().recorded(request.name(), history);
      if (history.open().filter(row -> row.migration().id().equals(id)).isEmpty()) {
        throw e;
      }
    }
    History settled = history;
    MigrationId id = environment.targets().recorded(request.name(), settled);
    return run.read(() -> Examination.of(environment, session, settled, id));
  }

  private static boolean isSoAlready(Diagnosis found, RepairDecision decision) {
    boolean wanted = decision == RepairDecision.DONE || decision == RepairDecision.ACCEPT_CHECKSUM;
    return found.isSettled() && found.state().isDone() == wanted;
  }

  private static void requirePossible(Run run, Diagnosis found, RepairRequest request) {
    impossible(found, request).ifPresent(problem -> {
      throw run.refused(List.of(problem));
    });
  }

  private static Optional<Problem> impossible(Diagnosis found, RepairRequest request) {
    String word = request.decision().word();
    Optional<Diagnosis.Choice> choice = found.choice(request.decision());
    if (found.isSettled()) {
      return Optional.of(
          new Problem.NothingToRepair(found.migration(), found.state().word()));
    } else if (choice.isEmpty()) {
      return Optional.of(new Problem.WrongDecision(
          found.migration(),
          found.state().word(),
          word,
          found.choices().stream().map(c -> c.decision().word()).toList()));
    }
    boolean contradicted =
        !choice.get().against().isEmpty() && request.evidence() == Evidence.COUNTS;
    return contradicted
        ? Optional.of(
            new Problem.Contradicted(found.migration(), word, choice.get().against()))
        : Optional.empty();
  }

  private void settle(Run run, RepairRequest request, Diagnosis agreed) throws SQLException {
    Session session = run.session();
    MigrationId id = agreed.migration().id();
    run.requireSound();
    run.limitWaits();
    History history = request.evidence() == Evidence.IS_OVERRULED
        ? run.settledHistoryWithout(id)
        : run.settledHistory();
    if (request.decision() == RepairDecision.UNDO) {
      // as before a rollback
      run.safeguard().expect(new Plan(List.of(undoing(agreed)), List.of()));
      run.safeguard().beforeClaims(history);
    }
    while (true) {
      History settled = history;
      Diagnosis now = run.read(() -> Examination.of(environment, session, settled, id));
      if (!isAboutTheSame(agreed, now)) {
        throw run.refused(
            List.of(new Problem.MovedOn(now.migration(), now.state().word())));
      }
      requirePossible(run, now, request);
      if (request.decision() == RepairDecision.UNDO) {
        run.safeguard().expectChange();
        run.safeguard().beforeClaims(history);
      }
      if (run.perform(work(request, now, agreed), history)) {
        run.requireSameFile();
        return;
      }
      history = run.historyAfterOthers();
    }
  }

  private static Plan.Step undoing(Diagnosis agreed) {
    return new Plan.Step(
        agreed.migration(),
        agreed.lastRow().map(HistoryEntry::description).orElse(""),
        Direction.DOWN,
        Plan.Reason.ROLLBACK,
        Presence.unknown(),
        agreed.lossOnUndo());
  }

  /** Whether nobody did anything about it while a person thought. */
  private static boolean isAboutTheSame(Diagnosis agreed, Diagnosis now) {
    return agreed.lastRow().map(HistoryEntry::claim).equals(now.lastRow().map(HistoryEntry::claim))
        && now.choices().stream()
            .map(Diagnosis.Choice::decision)
            .toList()
            .equals(agreed.choices().stream().map(Diagnosis.Choice::decision).toList());
  }

  private Work work(RepairRequest request, Diagnosis now, Diagnosis agreed) {
    RepairDecision decision = request.decision();
    HistoryEntry row = now.lastRow().orElseThrow();
    List<String> against = now.choice(decision).orElseThrow().against();
    String detail = "decided: " + decision.word() + "; it was " + now.state().word() + " (row "
        + row.seq() + ")" + (against.isEmpty() ? "" : "; overruled: " + String.join("; ", against));
    MigrationId id = now.migration().id();
    CatalogEntry entry =
        environment.catalog().find(id).orElseGet(() -> RecordedMigration.entry(row));
    if (decision == RepairDecision.UNDO && entry.migration() instanceof ReversibleMigration) {
      return new Work.Down(entry, agreed.lossOnUndo(), Optional.of(detail));
    }
    return new Work.Settle(
        entry, decision, detail, Examination.later(environment.catalog(), id), request.evidence());
  }

  private static RepairReport report(
      RepairReport.Outcome outcome,
      Diagnosis found,
      RepairRequest request,
      Progress progress,
      long start) {
    MigrationReport report = progress.report(Outcome.NOTHING_TO_DO);
    return new RepairReport(
        outcome,
        found,
        request.decision(),
        report.backup(),
        report.completed().stream().map(Completed::steps).flatMap(List::stream).toList(),
        report.problems(),
        Duration.ofNanos(System.nanoTime() - start));
  }
}
