package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.EngineOptions;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.internal.discovery.Catalog;
import dev.showwise.migrate.internal.discovery.ProductCatalog;
import dev.showwise.migrate.internal.guard.Recorder;
import dev.showwise.migrate.internal.plan.Planner;
import dev.showwise.migrate.internal.plan.TargetResolver;
import dev.showwise.migrate.spi.Dialect;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What every run of one engine shares. Immutable.
 *
 * @param dataSource gives connections; each is given back in the state in which it came
 * @param migrations the migrations at hand
 * @param options how the engine works
 * @param backups which backups are made
 * @param listener hears what runs do
 * @param dialect the dialect to use; empty: found from the product
 * @param classLoader where further dialects are looked for
 * @param recorder hears which statements authors send
 */
public record Environment(
    DataSource dataSource,
    ProductCatalog migrations,
    EngineOptions options,
    BackupPolicy backups,
    MigrationListener listener,
    Optional<Dialect> dialect,
    ClassLoader classLoader,
    Recorder recorder) {

  /** The same with nobody who records statements. */
  public Environment(
      DataSource dataSource,
      Catalog catalog,
      EngineOptions options,
      BackupPolicy backups,
      MigrationListener listener,
      Optional<Dialect> dialect,
      ClassLoader classLoader) {
    this(
        dataSource,
        new ProductCatalog(catalog),
        options,
        backups,
        listener,
        dialect,
        classLoader,
        Recorder.NONE);
  }

  /** The same migrations at another place, where this recorder and this listener hear of them. */
  public Environment at(
      DataSource place, Optional<String> schema, MigrationListener hearer, Recorder newRecorder) {
    EngineOptions there = new EngineOptions(
        options.lockTimeout(),
        options.historyTable(),
        options.actor(),
        options.lease(),
        schema,
        options.literals());
    // what is made for a try is not worth a backup
    return new Environment(
        place,
        migrations,
        there,
        BackupPolicy.ON_DEMAND,
        hearer,
        dialect,
        classLoader,
        newRecorder);
  }

  /** The same, heard by another one. */
  Environment heardBy(MigrationListener hearer) {
    return new Environment(
        dataSource, migrations, options, backups, hearer, dialect, classLoader, recorder);
  }

  /** The migrations at hand; in a session, as they are on its product. */
  public Catalog catalog() {
    return migrations.get();
  }

  Planner planner() {
    return new Planner(catalog());
  }

  TargetResolver targets() {
    return new TargetResolver(catalog());
  }
}
