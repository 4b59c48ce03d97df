package dev.showwise.migrate.internal.discovery;

import dev.showwise.migrate.ExecutionOptions.RunPolicy;
import dev.showwise.migrate.MigrationException.InvalidCatalog;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.internal.digest.Parts;
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
      List<CatalogEntry> own = byModule.get(entry.id().module());
      if (own == null) {
        own = new ArrayList<>();
        byModule.put(entry.id().module(), own);
      }
      own.add(entry);
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

  /**
   * A fingerprint of what all of it is made of on a product; see {@link DialectMigration#madeOf}.
   *
   * @return empty if one of them cannot tell
   */
  Optional<String> madeOf(Dialect dialect) {
    Parts parts = new Parts();
    parts.add(dialect.getClass().getName());
    parts.add(dialect.name());
    for (CatalogEntry entry : byId.values()) {
      Optional<String> one = entry.madeOf(dialect);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      parts.add(entry.id().module());
      parts.add(entry.id().version().canonical());
      parts.add(one.get());
    }
    return Optional.of(parts.value());
  }

  /** Whether a migration is something else on each product. */
  boolean isBound() {
    for (CatalogEntry entry : byId.values()) {
      if (entry.migration() instanceof DialectMigration) {
        return false;
      }
    }
    return true;
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
