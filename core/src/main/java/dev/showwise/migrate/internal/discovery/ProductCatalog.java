package dev.showwise.migrate.internal.discovery;

import dev.showwise.migrate.internal.history.StateDigest;
import dev.showwise.migrate.spi.Dialect;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The migrations at hand, on the product that they run on once that is known. An engine has one data source,
 * and that one product; so what was found out for its first session is so for all. Safe for use by several
 * threads.
 */
public final class ProductCatalog {
  private final Catalog unbound;
  private volatile @Nullable Catalog bound;
  private volatile @Nullable Map<String, String> digests;

  /** For a catalog; where nothing in it depends on the product, there is nothing to find out. */
  public ProductCatalog(Catalog catalog) {
    this.unbound = catalog;
    this.bound = catalog.isBound() ? catalog : null;
  }

  /**
   * Says which product it is; only the first time counts.
   *
   * @throws dev.showwise.migrate.MigrationException.InvalidCatalog if a migration cannot be read
   */
  public void settle(Dialect dialect) {
    if (bound == null) {
      synchronized (unbound) {
        if (bound == null) {
          bound = unbound.on(dialect);
        }
      }
    }
  }

  /**
   * A fingerprint of what the migrations at hand are made of, without making them; as things are at this moment.
   *
   * @return empty if it cannot be told, or if none of them depends on the product, so that nothing is gained
   */
  public Optional<String> madeOf(Dialect dialect) {
    return unbound.isBound() ? Optional.empty() : unbound.madeOf(dialect);
  }

  /** The modules that have migrations here, on whichever product. */
  public Set<String> modules() {
    return unbound.modules();
  }

  /**
   * The digest that a module has once all its migrations are done; empty if it has none on the product, which
   * must be settled.
   */
  public Optional<String> digestOfAll(String module) {
    Map<String, String> known = digests;
    if (known == null) {
      known = digests(Objects.requireNonNull(bound, "the product is not settled"));
      digests = known;
    }
    return Optional.ofNullable(known.get(module));
  }

  private static Map<String, String> digests(Catalog catalog) {
    Map<String, String> digests = new HashMap<>();
    for (String module : catalog.modules()) {
      StateDigest digest = new StateDigest();
      for (CatalogEntry entry : catalog.module(module)) {
        digest.addDone(entry.id(), entry.checksum());
      }
      digests.put(module, digest.toString());
    }
    return digests;
  }

  /** The migrations, on the product if that is known. */
  public Catalog get() {
    Catalog known = bound;
    return known == null ? unbound : known;
  }
}
