package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationState;
import dev.showwise.migrate.MigrationStatus;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.StatusReport;
import dev.showwise.migrate.internal.discovery.Catalog;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.plan.Comparison;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Tells the true state of every known migration. Reads only. */
public final class Inspection {
  private final Environment environment;

  /** For one engine. */
  public Inspection(Environment environment) {
    this.environment = environment;
  }

  /** Every migration of the catalog, and every one of its modules that only the history knows. */
  public StatusReport list() {
    try (Session session = Session.open(environment)) {
      Run run = new Run(environment, session);
      try {
        return run.steadily(() -> list(session));
      } catch (SQLException e) {
        throw Troubles.of(e, session, null);
      }
    }
  }

  private StatusReport list(Session session) throws SQLException {
    History history = session.history().read(session.connection());
    Plan plan = environment.planner().up(history, Optional.empty());
    Plan preview = Preview.of(environment, session, plan, Set.of()).plan();
    return new StatusReport(session.info(), statuses(history, preview), preview.problems());
  }

  private List<MigrationStatus> statuses(History history, Plan preview) {
    Catalog catalog = environment.catalog();
    Map<MigrationLabel, Presence> presences = new HashMap<>();
    preview.steps().forEach(step -> presences.put(step.migration(), step.presence()));
    List<MigrationStatus> statuses = new ArrayList<>();
    for (CatalogEntry entry : catalog.entries()) {
      statuses.add(new MigrationStatus(
          entry.label(),
          entry.migration().description(),
          state(entry, history),
          entry.checksum(),
          entry.source(),
          entry.migration().getClass().getName(),
          dependencies(entry),
          Optional.ofNullable(presences.get(entry.label()))));
    }
    for (HistoryEntry row : history.latest()) {
      boolean isMissing = (History.isDone(row) || History.isUnfinished(row))
          && catalog.modules().contains(row.migration().id().module())
          && catalog.find(row.migration().id()).isEmpty();
      if (isMissing) {
        statuses.add(new MigrationStatus(
            row.migration(),
            row.description(),
            state(row.migration().id(), history),
            row.checksum(),
            "",
            "",
            Set.of(),
            Optional.empty()));
      }
    }
    return statuses;
  }

  private Set<String> dependencies(CatalogEntry entry) {
    Set<String> names = new TreeSet<>();
    entry
        .dependencies()
        .forEach(
            id -> names.add(environment.catalog().find(id).orElseThrow().label().qualifiedName()));
    return names;
  }

  /** How a migration stands that may not be at hand. */
  MigrationState state(MigrationId id, History history) {
    Optional<CatalogEntry> entry = environment.catalog().find(id);
    if (entry.isPresent()) {
      return state(entry.get(), history);
    }
    return history
        .latest(id)
        .map(row -> History.isDone(row) ? new MigrationState.Missing(row.at()) : notDone(row))
        .orElseGet(MigrationState.Pending::new);
  }

  private static MigrationState state(CatalogEntry entry, History history) {
    Optional<HistoryEntry> latest = history.latest(entry.id());
    if (latest.isEmpty()) {
      return new MigrationState.Pending();
    }
    HistoryEntry row = latest.get();
    if (!History.isDone(row)) {
      return notDone(row);
    }
    HistoryEntry origin = history.origin(entry.id()).orElse(row);
    if (Comparison.of(entry, row) == Comparison.CHANGED) {
      Optional<Checksum> recorded = row.checksum();
      return new MigrationState.Changed(origin.at(), recorded);
    }
    return origin.event() == Event.ADOPTED
        ? new MigrationState.Adopted(origin.at())
        : new MigrationState.Applied(origin.at());
  }

  private static MigrationState notDone(HistoryEntry row) {
    if (History.isUnfinished(row)) {
      return unfinished(row);
    }
    return History.isUndone(row)
        ? new MigrationState.Reverted(row.at())
        : new MigrationState.Pending();
  }

  private static MigrationState unfinished(HistoryEntry row) {
    if (row.event() == Event.FAILED) {
      return new MigrationState.Failed(row.at(), row.detail());
    }
    String detail = row.event().isOpen()
        ? "begun by " + row.actor() + " (" + row.session() + ") and not finished"
        : row.detail();
    return new MigrationState.Interrupted(row.at(), detail);
  }

  /** What is still to be applied, as problems of a verification. */
  List<Problem> pending(History history) {
    List<Problem> problems = new ArrayList<>();
    for (CatalogEntry entry : environment.catalog().entries()) {
      MigrationState state = state(entry, history);
      if (state instanceof MigrationState.Pending || state instanceof MigrationState.Reverted) {
        problems.add(new Problem.NotYetApplied(entry.label(), state.word()));
      }
    }
    return problems;
  }
}
