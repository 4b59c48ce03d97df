package dev.showwise.migrate.internal.discovery;

import dev.showwise.migrate.MigrationId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The migrations at hand, checked: versions and names are unique in their modules, dependencies are
 * known and free of circles. In the order in which they would run.
 */
public final class Catalog {
  private final Map<MigrationId, CatalogEntry> byId = new LinkedHashMap<>();
  private final Map<String, List<CatalogEntry>> byModule = new TreeMap<>();

  /** Takes entries that were checked and ordered. */
  Catalog(Collection<CatalogEntry> ordered) {
    for (CatalogEntry entry : ordered) {
      byId.put(entry.id(), entry);
      byModule.computeIfAbsent(entry.id().module(), m -> new ArrayList<>()).add(entry);
    }
  }

  /** A catalog without migrations, for looking at a schema. */
  public static Catalog empty() {
    return new Catalog(List.of());
  }

  /** All entries, dependencies first, then by version, then by module. */
  public Collection<CatalogEntry> entries() {
    return byId.values();
  }

  /** The entry of that identity; empty if it is not at hand. */
  public Optional<CatalogEntry> find(MigrationId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The modules that have migrations here, by name. */
  public Set<String> modules() {
    return byModule.keySet();
  }

  /** The entries of one module, in order; empty if it is not known. */
  public List<CatalogEntry> module(String module) {
    return byModule.getOrDefault(module, List.of());
  }

  /** Whether these are newer than all that is at hand of their module. */
  public boolean isNewerThanAll(MigrationId id) {
    return module(id.module()).stream().allMatch(e -> e.id().version().compareTo(id.version()) < 0);
  }
}
