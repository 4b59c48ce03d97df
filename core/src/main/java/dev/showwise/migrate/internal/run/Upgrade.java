package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.history.History;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies what is pending. */
public final class Upgrade {
  private final Environment environment;

  /** For one engine; holds nothing of a run. */
  public Upgrade(Environment environment) {
    this.environment = environment;
  }

  /** Applies what the target asks for and what that depends on. */
  public MigrationReport run(Target target) {
    requireKnown(target);
    try (Session session = Session.openUnsettled(environment)) {
      Run run = new Run(environment, session);
      try {
        if (target instanceof Target.All && UpToDate.holds(environment, session, run)) {
          return run.progress().report(Outcome.NOTHING_TO_DO);
        }
        session.settle(environment);
        Optional<Set<MigrationId>> selection = environment.targets().resolve(target);
        return new Ascent(run, selection).climb();
      } catch (SQLException e) {
        throw Troubles.of(e, session, run.progress().report(Outcome.FAILED));
      }
    }
  }

  /** What nobody knows is told before anything is opened; what is not for this product, in a session. */
  private void requireKnown(Target target) {
    environment.targets().resolve(target);
  }

  /** What {@link #run} would do; reads only. */
  public Plan plan(Target target) {
    requireKnown(target);
    try (Session session = Session.open(environment)) {
      Optional<Set<MigrationId>> selection = environment.targets().resolve(target);
      Run run = new Run(environment, session);
      try {
        return run.steadily(
            () -> new Ascent(run, selection).preview(session.history().read(session.connection())));
      } catch (SQLException e) {
        throw Troubles.of(e, session, null);
      }
    }
  }

  /** One run, with what it selects; the selection grows by what creates needed tables. */
  private final class Ascent {
    private final Run run;
    private Optional<Set<MigrationId>> selection;

    Ascent(Run run, Optional<Set<MigrationId>> selection) {
      this.run = run;
      this.selection = selection;
    }

    Plan preview(History history) throws SQLException {
      while (true) {
        Plan plan = environment.planner().up(history, selection);
        Set<MigrationId> selectable = selectable(history);
        Preview preview = run.read(() -> Preview.of(environment, run.session(), plan, selectable));
        if (preview.missingCreators().isEmpty()) {
          return preview.plan();
        }
        Set<MigrationId> larger = new HashSet<>(selection.orElseThrow());
        larger.addAll(preview.missingCreators());
        selection = Optional.of(larger);
      }
    }

    /** What may be added to the selection: one that counts as done would not make its table again. */
    private Set<MigrationId> selectable(History history) {
      Set<MigrationId> selectable = new HashSet<>();
      selection.ifPresent(selected -> environment.catalog().entries().stream()
          .map(CatalogEntry::id)
          .filter(id -> !selected.contains(id) && !history.isDone(id))
          .forEach(selectable::add));
      return selectable;
    }

    MigrationReport climb() throws SQLException {
      run.limitWaits();
      History history = run.settledHistory();
      Plan plan = preview(history);
      // a replica at work looks like drift for a moment: judge by a history that stands still
      for (long seq = history.lastSeq(); !plan.errors().isEmpty(); seq = history.lastSeq()) {
        history = run.settledHistory();
        if (history.lastSeq() == seq) {
          break;
        }
        plan = preview(history);
      }
      run.progress().plan(plan);
      if (isHopeless(plan)) {
        throw run.refused(plan.errors());
      } else if (plan.steps().isEmpty()) {
        return run.progress().report(Outcome.NOTHING_TO_DO);
      }
      run.requireSound();
      environment.listener().planned(plan);
      run.safeguard().expect(plan);
      run.safeguard().beforeClaims(history);
      run.requireHistoryTable(history);
      List<Problem> unfinished = climb(history, plan);
      run.requireSameFile();
      if (!unfinished.isEmpty()) {
        throw run.refused(unfinished);
      }
      return run.progress()
          .report(run.progress().hasCompletedSteps() ? Outcome.MIGRATED : Outcome.NOTHING_TO_DO);
    }

    /** Runs the steps; plans anew whenever another runner was faster. Returns what blocks others. */
    private List<Problem> climb(History first, Plan firstPlan) throws SQLException {
      History history = first;
      Plan plan = firstPlan;
      InGroups inGroups = new InGroups(run, environment);
      while (true) {
        List<Work.Up> works = works(plan);
        boolean overtaken = false;
        for (int i = 0; i < works.size() && !overtaken; ) {
          int done = inGroups.performNext(works.subList(i, works.size()), history);
          i += done;
          overtaken = done == 0;
        }
        if (!overtaken) {
          return plan.errors();
        }
        history = run.historyAfterOthers();
        plan = environment.planner().up(history, selection);
        if (isHopeless(plan)) {
          throw run.refused(plan.errors());
        }
      }
    }

    private List<Work.Up> works(Plan plan) {
      List<CatalogEntry> entries = plan.steps().stream()
          .map(step -> environment.catalog().find(step.migration().id()).orElseThrow())
          .toList();
      List<Work.Up> works = new ArrayList<>();
      for (int i = 0; i < entries.size(); i++) {
        List<CatalogEntry> later = entries.subList(i + 1, entries.size());
        works.add(new Work.Up(entries.get(i), plan.steps().get(i).reason(), later));
      }
      return works;
    }

    /** Whether the errors stop everything; an unfinished migration stops only what builds on it. */
    private boolean isHopeless(Plan plan) {
      List<Problem> errors = plan.errors();
      return !errors.isEmpty()
          && (plan.steps().isEmpty()
              || errors.stream().anyMatch(p -> !(p instanceof Problem.Unfinished)));
    }
  }
}
