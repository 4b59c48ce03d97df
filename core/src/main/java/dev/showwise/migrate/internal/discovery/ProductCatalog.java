package dev.showwise.migrate.internal.discovery;

import dev.showwise.migrate.spi.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * The migrations at hand, on the product that they run on once that is known. An engine has one data source,
 * and that one product; so what was found out for its first session is so for all. Safe for use by several
 * threads.
 */
public final class ProductCatalog {
  private final Catalog unbound;
  private volatile @Nullable Catalog bound;

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

  /** The migrations, on the product if that is known. */
  public Catalog get() {
    Catalog known = bound;
    return known == null ? unbound : known;
  }
}
