package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.DataLoss;
import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.ReversibleMigration;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.schema.LiveSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Undoes what is applied. */
public final class Downgrade {
  private final Environment environment;

  /** For one engine; holds nothing of a run. */
  public Downgrade(Environment environment) {
    this.environment = environment;
  }

  /** What {@link #run} would do, with the rows that each step would destroy; reads only. */
  public Plan plan(RollbackTarget target) {
    try (Session session = Session.open(environment)) {
      Run run = new Run(environment, session);
      try {
        History history = run.read(() -> session.history().read(session.connection()));
        return run.read(() -> planOf(target, history, session));
      } catch (SQLException e) {
        throw Troubles.of(e, session, null);
      }
    }
  }

  /** Undoes what the target asks for and what depends on it, if {@code consent} agrees. */
  public MigrationReport run(RollbackTarget target, RollbackConsent consent) {
    Plan agreed;
    try (Session session = Session.open(environment)) {
      Run run = new Run(environment, session);
      try {
        run.limitWaits();
        History history = run.settledHistory();
        agreed = run.read(() -> planOf(target, history, session));
        run.progress().plan(agreed);
        if (!agreed.errors().isEmpty()) {
          throw run.refused(agreed.errors());
        } else if (agreed.steps().isEmpty()) {
          return run.progress().report(Outcome.NOTHING_TO_DO);
        }
      } catch (SQLException e) {
        throw Troubles.of(e, session, null);
      }
    }
    // no connection is held while a person thinks
    if (!consent.agreesTo(agreed)) {
      Progress declined = new Progress();
      declined.plan(agreed);
      return declined.report(Outcome.DECLINED);
    }
    try (Session session = Session.open(environment)) {
      Run run = new Run(environment, session);
      try {
        return descend(run, agreed);
      } catch (SQLException e) {
        throw Troubles.of(e, session, run.progress().report(Outcome.FAILED));
      }
    }
  }

  private MigrationReport descend(Run run, Plan agreed) throws SQLException {
    run.progress().plan(agreed);
    run.requireSound();
    environment.listener().planned(agreed);
    run.limitWaits();
    History history = run.settledHistory();
    // others may have been at work while a person thought
    List<Plan.Step> open = stillAgreed(history, agreed.steps(), run);
    run.safeguard().expect(new Plan(open, List.of()));
    run.safeguard().beforeClaims(history);
    while (!open.isEmpty()) {
      Plan.Step step = open.get(0);
      CatalogEntry entry = environment.catalog().find(step.migration().id()).orElseThrow();
      if (run.perform(new Work.Down(entry, step.loss(), Optional.empty()), history)) {
        open.remove(0);
      } else {
        history = run.historyAfterOthers();
        open = stillAgreed(history, open, run);
      }
    }
    run.requireSameFile();
    return run.progress()
        .report(run.progress().hasCompletedSteps() ? Outcome.ROLLED_BACK : Outcome.NOTHING_TO_DO);
  }

  /** What is left of what was agreed to; refuses if what depends on it came to it. */
  private List<Plan.Step> stillAgreed(History history, List<Plan.Step> open, Run run)
      throws SQLException {
    List<Plan.Step> left = new ArrayList<>();
    Set<MigrationId> ids = new LinkedHashSet<>();
    for (Plan.Step step : open) {
      if (history.isDone(step.migration().id())) {
        left.add(step);
        ids.add(step.migration().id());
      }
    }
    List<Plan.Step> newcomers = environment.planner().down(history, ids).steps().stream()
        .filter(step -> !ids.contains(step.migration().id()))
        .toList();
    if (!newcomers.isEmpty()) {
      Plan grown = run.read(() -> withLosses(new Plan(newcomers, List.of()), run.session()));
      throw run.refused(grown.steps().stream()
          .<Problem>map(s -> new Problem.LossGrew(s.migration(), DataLoss.NONE, s.loss()))
          .toList());
    }
    return left;
  }

  private Plan planOf(RollbackTarget target, History history, Session session) throws SQLException {
    Set<MigrationId> selection = environment.targets().resolve(target, history);
    return withLosses(environment.planner().down(history, selection), session);
  }

  private Plan withLosses(Plan plan, Session session) throws SQLException {
    List<Plan.Step> steps = new ArrayList<>();
    List<Problem> problems = new ArrayList<>(plan.problems());
    DatabaseView view =
        new ReadOnlyView(session, new LiveSchema(session.connection(), session.dialect()));
    for (Plan.Step step : plan.steps()) {
      CatalogEntry entry = environment.catalog().find(step.migration().id()).orElseThrow();
      problems.addAll(ScriptCheck.reverting(entry));
      DataLoss loss = entry.migration() instanceof ReversibleMigration reversible
          ? lossOf(reversible, view, session)
          : DataLoss.NONE;
      steps.add(new Plan.Step(
          step.migration(),
          step.description(),
          step.direction(),
          step.reason(),
          step.presence(),
          loss));
    }
    return new Plan(steps, problems);
  }

  private static DataLoss lossOf(ReversibleMigration migration, DatabaseView view, Session session)
      throws SQLException {
    try {
      return migration.lossOnRevert(view);
    } catch (RuntimeException e) {
      throw session.discretion().thrown(e);
    }
  }
}
