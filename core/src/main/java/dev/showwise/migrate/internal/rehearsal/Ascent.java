package dev.showwise.migrate.internal.rehearsal;

import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException.Failed;
import dev.showwise.migrate.MigrationException.Refused;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.SentStatement;
import dev.showwise.migrate.SqlPreview;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.internal.run.Environment;
import dev.showwise.migrate.internal.run.Upgrade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The way up on a scratch, through the engine as it is. Remembers what it did. */
final class Ascent {
  private final Environment there;
  private final StatementLog log;
  private final Map<MigrationLabel, Plan.Step> planned = new LinkedHashMap<>();
  private final List<Completed> completed = new ArrayList<>();
  private final Set<Problem> problems = new LinkedHashSet<>();
  private final Scratch scratch;
  private Optional<Failure> failed = Optional.empty();
  private boolean done = true;

  Ascent(Environment environment, Scratch scratch) {
    this.scratch = scratch;
    this.log = new StatementLog(scratch);
    this.there = environment.at(
        scratch.dataSource(), scratch.schema(), new Hearer(environment.listener()), log);
    problems.addAll(scratch.limits());
  }

  /** Passes on what is under way; what is done or failed here was not done or failed. */
  private record Hearer(MigrationListener listener) implements MigrationListener {
    @Override
    public void started(MigrationLabel migration, Direction direction) {
      listener.started(migration, direction);
    }

    @Override
    public void step(MigrationLabel migration, String message) {
      listener.step(migration, message);
    }

    @Override
    public void waiting(String forWhat, Duration waited) {
      listener.waiting(forWhat, waited);
    }
  }

  /** The engine's environment on the scratch. */
  Environment there() {
    return there;
  }

  Plan plan(Target target) {
    Plan plan = new Upgrade(there).plan(target);
    plan.steps().forEach(step -> planned.put(step.migration(), step));
    problems.addAll(plan.problems());
    return plan;
  }

  /** The same with another recorder. */
  Environment recordedBy(StatementLog other) {
    return there.at(scratch.dataSource(), scratch.schema(), there.listener(), other);
  }

  Scratch scratch() {
    return scratch;
  }

  /** Runs these steps of the plan, unless one before them failed. */
  void climb(List<Plan.Step> steps) {
    if (!done || steps.isEmpty()) {
      return;
    }
    List<String> names =
        steps.stream().map(step -> step.migration().qualifiedName()).toList();
    try {
      note(new Upgrade(there).run(new Target.Named(names)));
    } catch (Failed | Refused e) {
      done = false;
      e.report().ifPresent(this::note);
    }
  }

  /** Whether everything that was to run is done. */
  boolean isDone() {
    return done;
  }

  private void note(MigrationReport report) {
    completed.addAll(report.completed());
    failed = report.failed();
    problems.addAll(report.problems());
  }

  List<Completed> completed() {
    return completed;
  }

  Optional<Failure> failed() {
    return failed;
  }

  List<SentStatement> sent(MigrationLabel migration) {
    return log.of(migration);
  }

  String description(MigrationLabel migration) {
    Plan.Step step = planned.get(migration);
    return step == null ? "" : step.description();
  }

  /** How far the database had it before anything ran. */
  Presence presence(MigrationLabel migration) {
    Plan.Step step = planned.get(migration);
    return step == null ? Presence.unknown() : step.presence();
  }

  /** What stood against it, what was left out, and what should be known besides. */
  List<Problem> problems() {
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(log.leftOut());
    return List.copyOf(all);
  }

  List<SqlPreview.Item> previewed() {
    List<SqlPreview.Item> items = new ArrayList<>();
    for (Completed done : completed) {
      items.add(item(done.migration(), done.event()));
    }
    failed.ifPresent(failure -> items.add(item(failure.migration(), Event.FAILED)));
    return items;
  }

  private SqlPreview.Item item(MigrationLabel migration, Event event) {
    return new SqlPreview.Item(migration, description(migration), event, sent(migration));
  }
}
