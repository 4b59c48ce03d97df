package dev.showwise.migrate.internal.plan;

import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.internal.discovery.Catalog;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.discovery.TableDependencies;
import dev.showwise.migrate.internal.history.History;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who needs whom: by name, or by a table that the other one creates. */
public final class Dependants {
  private Dependants() {}

  /** The applied migrations that need this one. */
  public static List<MigrationLabel> of(MigrationId id, Catalog catalog, History history) {
    Map<String, CatalogEntry> creators = TableDependencies.creators(catalog.entries());
    return catalog.entries().stream()
        .filter(entry -> !entry.id().equals(id) && history.isDone(entry.id()))
        .filter(entry -> needsAny(entry, Set.of(id), creators))
        .map(CatalogEntry::label)
        .toList();
  }

  static boolean needsAny(
      CatalogEntry entry, Set<MigrationId> others, Map<String, CatalogEntry> creators) {
    if (entry.dependencies().stream().anyMatch(others::contains)) {
      return true;
    }
    return entry.migration().needsTables().stream()
        .map(creators::get)
        .anyMatch(c -> c != null && !c.id().equals(entry.id()) && others.contains(c.id()));
  }
}
