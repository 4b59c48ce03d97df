package dev.showwise.migrate.internal.plan;

import dev.showwise.migrate.DataLoss;
import dev.showwise.migrate.ExecutionOptions.Repetition;
import dev.showwise.migrate.ExecutionOptions.RunPolicy;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Plan.Reason;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.Problem.Severity;
import dev.showwise.migrate.ReversibleMigration;
import dev.showwise.migrate.internal.discovery.Catalog;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.discovery.TableDependencies;
import dev.showwise.migrate.internal.history.History;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes plans: a pure function of catalog, history and what is asked for. */
public final class Planner {
  private final Catalog catalog;

  /** Plans with the migrations of a catalog. */
  public Planner(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * What is to be applied.
   *
   * @param selection the migrations that are asked for; their dependencies are added. Empty: all
   */
  public Plan up(History history, Optional<Set<MigrationId>> selection) {
    Set<MigrationId> wanted = selection.map(this::withDependencies).orElseGet(this::allIds);
    List<Plan.Step> steps = new ArrayList<>();
    List<Problem> problems = new ArrayList<>(strangers(history));
    Map<String, MigrationLabel> unfinishedModules = unfinishedStrangers(history);
    Map<MigrationId, MigrationLabel> blocked = new HashMap<>();
    Map<String, CatalogEntry> highest = highestDone(history);
    for (CatalogEntry entry : catalog.entries()) {
      if (!wanted.contains(entry.id())) {
        continue;
      }
      Optional<HistoryEntry> latest = history.latest(entry.id());
      if (latest.filter(History::isDone).isPresent()) {
        checkRenamed(entry, latest.get(), problems);
        Comparison found = Comparison.of(entry, latest.get());
        if (found == Comparison.RUNS_AGAIN) {
          steps.add(step(entry, Direction.UP, Reason.CHANGED));
        } else if (found != Comparison.REFORMATTED) {
          found.problem(entry, latest.get()).ifPresent(problems::add);
        }
        continue;
      }
      if (entry.options().runPolicy() == RunPolicy.BASELINE && isBegun(entry, history)) {
        problems.add(new Problem.BaselineTooLate(
            entry.label(),
            "other migrations of module " + entry.id().module() + " in its history"));
        blocked.put(entry.id(), entry.label());
        continue;
      }
      Optional<MigrationLabel> by = blockedBy(entry, unfinishedModules, blocked);
      boolean unfinished = latest.filter(History::isUnfinished).isPresent();
      if (unfinished && entry.options().repetition() != Repetition.IS_SAFE) {
        problems.add(unfinished(entry.label(), latest.get()));
        unfinishedModules.put(entry.id().module(), entry.label());
        blocked.put(entry.id(), entry.label());
      } else if (by.isPresent()) {
        problems.add(new Problem.Blocked(entry.label(), by.get()));
        blocked.put(entry.id(), by.get());
      } else {
        steps.add(step(entry, Direction.UP, reason(entry, latest, unfinished, highest)));
      }
    }
    return new Plan(steps, problems);
  }

  /** What is to be undone: what is asked for and all that depends on it, last first. */
  public Plan down(History history, Set<MigrationId> selection) {
    List<Problem> problems = new ArrayList<>();
    Set<MigrationId> going = new HashSet<>();
    for (MigrationId id : selection) {
      CatalogEntry entry = catalog.find(id).orElseThrow();
      if (history.isDone(id)) {
        going.add(id);
      } else if (history.latest(id).filter(History::isUnfinished).isPresent()) {
        problems.add(unfinished(entry.label(), history.latest(id).get()));
      } else {
        problems.add(new Problem.NotApplied(entry.label(), standingWord(history, id)));
      }
    }
    Map<String, CatalogEntry> creators = TableDependencies.creators(catalog.entries());
    // the catalog is in order, so that one pass finds dependants of dependants too
    for (CatalogEntry entry : catalog.entries()) {
      if (history.isDone(entry.id()) && Dependants.needsAny(entry, going, creators)) {
        going.add(entry.id());
      }
    }
    List<Plan.Step> steps = new ArrayList<>();
    for (CatalogEntry entry : catalog.entries()) {
      if (going.contains(entry.id())) {
        if (!(entry.migration() instanceof ReversibleMigration)) {
          problems.add(new Problem.Irreversible(entry.label()));
        }
        if (history.origin(entry.id()).filter(r -> r.event() == Event.ADOPTED).isPresent()) {
          problems.add(new Problem.AdoptedBefore(entry.label()));
        }
        steps.add(step(entry, Direction.DOWN, Reason.ROLLBACK));
      }
    }
    Collections.reverse(steps);
    return new Plan(steps, problems);
  }

  /** The checksums and names that are not as recorded, and rows whose migrations are not at hand. */
  public List<Problem> compareWithHistory(History history) {
    List<Problem> problems = new ArrayList<>();
    for (CatalogEntry entry : catalog.entries()) {
      Optional<HistoryEntry> latest = history.latest(entry.id());
      if (latest.filter(History::isDone).isPresent()) {
        checkRenamed(entry, latest.get(), problems);
        Comparison.of(entry, latest.get()).problem(entry, latest.get()).ifPresent(problems::add);
      } else if (latest.filter(History::isUnfinished).isPresent()) {
        problems.add(unfinished(entry.label(), latest.get()));
      }
    }
    for (Problem stranger : strangers(history)) {
      problems.add(
          stranger instanceof Problem.MissingMigration missing && !missing.newerThanCatalog()
              ? new Problem.MissingMigration(missing.migration(), false, Severity.ERROR)
              : stranger);
    }
    return problems;
  }

  private Set<MigrationId> allIds() {
    Set<MigrationId> ids = new HashSet<>();
    catalog.entries().forEach(entry -> ids.add(entry.id()));
    return ids;
  }

  private Set<MigrationId> withDependencies(Set<MigrationId> selection) {
    Set<MigrationId> all = new HashSet<>();
    List<MigrationId> open = new ArrayList<>(selection);
    while (!open.isEmpty()) {
      MigrationId id = open.remove(open.size() - 1);
      if (all.add(id)) {
        open.addAll(catalog.find(id).orElseThrow().dependencies());
      }
    }
    return all;
  }

  private List<Problem> strangers(History history) {
    List<Problem> problems = new ArrayList<>();
    for (HistoryEntry row : history.latest()) {
      MigrationId id = row.migration().id();
      // rows of modules that the catalog does not know are other applications' business
      boolean isKnown = catalog.find(id).isPresent() || catalog.isBehindBaseline(id);
      if (isKnown || !catalog.modules().contains(id.module())) {
        continue;
      }
      if (History.isDone(row)) {
        problems.add(new Problem.MissingMigration(
            row.migration(), catalog.isNewerThanAll(id), Severity.WARNING));
      } else if (History.isUnfinished(row)) {
        problems.add(unfinished(row.migration(), row));
      }
    }
    return problems;
  }

  private static void checkRenamed(
      CatalogEntry entry, HistoryEntry recorded, List<Problem> problems) {
    boolean isOther = !recorded.migration().name().equals(entry.label().name());
    if (isOther && entry.options().runPolicy() != RunPolicy.BASELINE) {
      problems.add(new Problem.Renamed(entry.label(), recorded.migration().name()));
    }
  }

  private static Problem unfinished(MigrationLabel migration, HistoryEntry latest) {
    return new Problem.Unfinished(
        migration,
        latest.direction(),
        latest.event() == Event.FAILED ? "failed" : "interrupted",
        latest.detail());
  }

  /** The modules of the catalog in which one did not finish that is not at hand any more. */
  private Map<String, MigrationLabel> unfinishedStrangers(History history) {
    Map<String, MigrationLabel> unfinished = new HashMap<>();
    for (HistoryEntry row : history.latest()) {
      MigrationId id = row.migration().id();
      boolean isOurs =
          catalog.modules().contains(id.module()) && catalog.find(id).isEmpty();
      if (isOurs && History.isUnfinished(row)) {
        unfinished.put(id.module(), row.migration());
      }
    }
    return unfinished;
  }

  private static Optional<MigrationLabel> blockedBy(
      CatalogEntry entry,
      Map<String, MigrationLabel> unfinishedModules,
      Map<MigrationId, MigrationLabel> blocked) {
    MigrationLabel own = unfinishedModules.get(entry.id().module());
    if (own != null) {
      return Optional.of(own);
    }
    return entry.dependencies().stream()
        .map(blocked::get)
        .filter(java.util.Objects::nonNull)
        .findFirst();
  }

  /** Whether some of the versions that a baseline stands for were applied one by one. */
  private static boolean isBegun(CatalogEntry baseline, History history) {
    return history.latest().stream()
        .filter(History::isDone)
        .map(row -> row.migration().id())
        .anyMatch(id -> id.module().equals(baseline.id().module())
            && id.version().compareTo(baseline.id().version()) <= 0);
  }

  private Map<String, CatalogEntry> highestDone(History history) {
    Map<String, CatalogEntry> highest = new HashMap<>();
    for (CatalogEntry entry : catalog.entries()) {
      if (history.isDone(entry.id()) && !entry.id().version().isRepeatable()) {
        highest.merge(
            entry.id().module(),
            entry,
            (a, b) -> a.id().version().compareTo(b.id().version()) >= 0 ? a : b);
      }
    }
    return highest;
  }

  private static Reason reason(
      CatalogEntry entry,
      Optional<HistoryEntry> latest,
      boolean unfinished,
      Map<String, CatalogEntry> highest) {
    if (unfinished) {
      return Reason.UNFINISHED;
    } else if (latest.filter(History::isUndone).isPresent()) {
      return Reason.REVERTED;
    }
    CatalogEntry above = highest.get(entry.id().module());
    boolean late = above != null && above.id().version().compareTo(entry.id().version()) > 0;
    return late ? Reason.LATE : Reason.PENDING;
  }

  private static String standingWord(History history, MigrationId id) {
    return history.latest(id).filter(History::isUndone).isPresent()
        ? "rolled back already"
        : "pending";
  }

  private static Plan.Step step(CatalogEntry entry, Direction direction, Reason reason) {
    return new Plan.Step(
        entry.label(),
        entry.migration().description(),
        direction,
        reason,
        Presence.unknown(),
        DataLoss.NONE);
  }
}
