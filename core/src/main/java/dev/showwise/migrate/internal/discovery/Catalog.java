package dev.showwise.migrate.internal.discovery;

import dev.showwise.migrate.ExecutionOptions.RunPolicy;
import dev.showwise.migrate.MigrationException.InvalidCatalog;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.DialectMigration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
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

  /**
   * The same on a product: each migration that depends on it is what it is there, and those that are not
   * there are gone, also from what others depend on.
   *
   * @throws InvalidCatalog if one cannot be read, naming all of them
   */
  Catalog on(Dialect dialect) {
    List<String> faults = new ArrayList<>();
    List<CatalogEntry> bound = new ArrayList<>(byId.size());
    Set<MigrationId> gone = new HashSet<>();
    Throwable cause = null;
    for (CatalogEntry entry : byId.values()) {
      try {
        Optional<CatalogEntry> there = entry.on(dialect, gone);
        there.ifPresentOrElse(bound::add, () -> gone.add(entry.id()));
      } catch (RuntimeException e) {
        faults.add(entry.label() + " in " + entry.source() + ": " + e.getMessage());
        cause = cause == null ? e : cause;
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidCatalog(faults, cause);
    }
    return new Catalog(bound);
  }

  /** Whether a migration is something else on each product. */
  boolean isBound() {
    return byId.values().stream().noneMatch(entry -> entry.migration() instanceof DialectMigration);
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

  /** Whether these are newer than all that is at hand of their module. What has no version is not. */
  public boolean isNewerThanAll(MigrationId id) {
    return !id.version().isRepeatable()
        && module(id.module()).stream()
            .map(entry -> entry.id().version())
            .filter(version -> !version.isRepeatable())
            .allMatch(version -> version.compareTo(id.version()) < 0);
  }

  /** Whether a baseline at hand stands for these. */
  public boolean isBehindBaseline(MigrationId id) {
    return module(id.module()).stream()
        .filter(entry -> entry.options().runPolicy() == RunPolicy.BASELINE)
        .anyMatch(entry -> id.version().compareTo(entry.id().version()) <= 0);
  }
}
