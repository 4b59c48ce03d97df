package dev.showwise.migrate.internal.plan;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.MigrationException.UnknownTarget;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.internal.discovery.Catalog;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.discovery.NearestName;
import dev.showwise.migrate.internal.history.History;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out which migrations people mean. */
public final class TargetResolver {
  /** What the guide's commands put before a name: {@code migrate_2fa}. */
  private static final String GUIDE_PREFIX = "migrate_";

  private final Catalog catalog;

  /** Resolves against a catalog. */
  public TargetResolver(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * The migrations that a target names, without what they depend on; empty for 'all'.
   *
   * @throws UnknownTarget if a name or version is not known, or is in several modules
   */
  public Optional<Set<MigrationId>> resolve(Target target) {
    if (target instanceof Target.Named named) {
      Set<MigrationId> ids = new LinkedHashSet<>();
      named.names().forEach(name -> ids.add(find(name)));
      return Optional.of(ids);
    } else if (target instanceof Target.UpTo upTo) {
      String module = moduleOf(upTo.module(), upTo.version());
      Set<MigrationId> ids = new LinkedHashSet<>();
      for (CatalogEntry entry : catalog.module(module)) {
        if (entry.id().version().compareTo(upTo.version()) <= 0) {
          ids.add(entry.id());
        }
      }
      return Optional.of(ids);
    }
    return Optional.empty();
  }

  /**
   * The migrations that a rollback names, without what depends on them.
   *
   * @throws UnknownTarget if a name or version is not known, or is in several modules
   */
  public Set<MigrationId> resolve(RollbackTarget target, History history) {
    Set<MigrationId> ids = new LinkedHashSet<>();
    if (target instanceof RollbackTarget.Named named) {
      named.names().forEach(name -> ids.add(find(name, history)));
    } else if (target instanceof RollbackTarget.DownTo downTo) {
      String module = moduleOf(downTo.module(), downTo.version());
      for (CatalogEntry entry : catalog.module(module)) {
        boolean isAbove = entry.id().version().compareTo(downTo.version()) > 0
            && !entry.id().version().isRepeatable();
        if (isAbove && history.isDone(entry.id())) {
          ids.add(entry.id());
        }
      }
    } else {
      // what other applications did to the same database is not ours to undo
      history.lastDone(catalog.modules()).map(HistoryEntry::migration).ifPresent(last -> {
        if (catalog.find(last.id()).isEmpty()) {
          throw new UnknownTarget(
              "The migration that was applied last is " + last + ", which is not among the"
                  + " migrations at hand. Add the jar that it came from, or name the one to roll"
                  + " back.");
        }
        ids.add(last.id());
      });
    }
    return ids;
  }

  /**
   * The migration that a name means, at hand or not: {@code 2fa}, {@code showwise:2fa}, or {@code
   * showwise:1.0}, by which every one can be named.
   *
   * @throws UnknownTarget if neither the catalog nor the history knows it, or several have that name
   */
  public MigrationId recorded(String typed, History history) {
    try {
      return find(typed);
    } catch (UnknownTarget e) {
      Set<MigrationId> found = new LinkedHashSet<>();
      catalog.entries().stream()
          .filter(c -> written(c.id()).equals(typed))
          .forEach(c -> found.add(c.id()));
      for (HistoryEntry row : history.latest()) {
        MigrationLabel label = row.migration();
        if (List.of(written(label.id()), label.qualifiedName(), label.name()).contains(typed)) {
          found.add(label.id());
        }
      }
      if (found.size() > 1) {
        throw new UnknownTarget("'" + typed
            + "' is in the history more than once. Name the module and the"
            + " version: "
            + String.join(" or ", found.stream().map(TargetResolver::written).toList())
            + ".");
      }
      return found.stream().findFirst().orElseThrow(() -> e);
    }
  }

  private static String written(MigrationId id) {
    return id.module() + ":" + id.version();
  }

  private MigrationId find(String typed, History history) {
    try {
      return find(typed);
    } catch (UnknownTarget e) {
      for (HistoryEntry row : history.latest()) {
        String qualified = row.migration().qualifiedName();
        if (qualified.equals(typed) || row.migration().name().equals(typed)) {
          throw new UnknownTarget(
              row.migration() + " is in the history, but it is not among the migrations at hand."
                  + " Add the jar that it came from: only it knows the way back.");
        }
      }
      throw e;
    }
  }

  private MigrationId find(String typed) {
    List<MigrationId> found = named(typed);
    if (found.isEmpty() && typed.startsWith(GUIDE_PREFIX)) {
      found = named(typed.substring(GUIDE_PREFIX.length()));
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    List<String> known = new ArrayList<>();
    for (CatalogEntry entry : catalog.entries()) {
      known.add(
          typed.indexOf(':') >= 0
              ? entry.label().qualifiedName()
              : entry.label().name());
    }
    if (found.isEmpty()) {
      throw new UnknownTarget("There is no migration '" + typed + "'."
          + NearestName.suggestion(typed, known) + " Known are: " + String.join(", ", known) + ".");
    }
    throw new UnknownTarget("'" + typed
        + "' is a migration of more than one module. Name the module too: "
        + String.join(
            " or ", found.stream().map(id -> id.module() + ":" + typed).toList())
        + ".");
  }

  private List<MigrationId> named(String typed) {
    return catalog.entries().stream()
        .filter(e -> typed.equals(e.label().name()) || typed.equals(e.label().qualifiedName()))
        .map(CatalogEntry::id)
        .toList();
  }

  private String moduleOf(String module, MigrationVersion version) {
    if (!module.isEmpty()) {
      if (catalog.module(module).isEmpty()) {
        throw new UnknownTarget("There is no module '" + module + "'."
            + NearestName.suggestion(module, catalog.modules()) + " Known are: "
            + String.join(", ", catalog.modules()) + ".");
      }
      requireVersion(module, version);
      return module;
    }
    List<String> modules = catalog.modules().stream()
        .filter(m -> catalog.find(new MigrationId(m, version)).isPresent())
        .toList();
    if (modules.size() == 1) {
      return modules.get(0);
    } else if (modules.isEmpty()) {
      throw new UnknownTarget("No module has a version " + version + ". " + versions());
    }
    throw new UnknownTarget(
        "Version " + version + " is in more than one module. Name the module too: "
            + String.join(" or ", modules.stream().map(m -> m + ":" + version).toList()) + ".");
  }

  private void requireVersion(String module, MigrationVersion version) {
    if (catalog.find(new MigrationId(module, version)).isEmpty()) {
      throw new UnknownTarget(
          "Module '" + module + "' has no version " + version + ". " + versions());
    }
  }

  private String versions() {
    return "Known are: "
        + String.join(
            ", ",
            catalog.entries().stream()
                .map(e -> e.id().module() + ":" + e.id().version())
                .toList())
        + ".";
  }
}
