package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.EngineOptions;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.internal.discovery.Catalog;
import dev.showwise.migrate.internal.plan.Planner;
import dev.showwise.migrate.internal.plan.TargetResolver;
import dev.showwise.migrate.spi.Dialect;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What every run of one engine shares. Immutable.
 *
 * @param dataSource gives connections; each is given back in the state in which it came
 * @param catalog the migrations at hand
 * @param options how the engine works
 * @param backups which backups are made
 * @param listener hears what runs do
 * @param dialect the dialect to use; empty: found from the product
 * @param classLoader where further dialects are looked for
 */
public record Environment(
    DataSource dataSource,
    Catalog catalog,
    EngineOptions options,
    BackupPolicy backups,
    MigrationListener listener,
    Optional<Dialect> dialect,
    ClassLoader classLoader) {

  Planner planner() {
    return new Planner(catalog);
  }

  TargetResolver targets() {
    return new TargetResolver(catalog);
  }
}
