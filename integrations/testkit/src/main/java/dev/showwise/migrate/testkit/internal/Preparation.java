package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.DialectMigration;
import dev.showwise.migrate.testkit.DatabaseProvider;
import dev.showwise.migrate.testkit.FreshDatabase;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * What is found out once for a migration on a product, and is so for each of its databases.
 *
 * @param dialect how the engine speaks with it
 * @param before the migrations that are applied before it, in any order: all of its module with lower versions,
 *     and what they and it depend on
 */
record Preparation(Dialect dialect, List<Migration> before) {
  /** Asks the engine, on an empty database. */
  static Preparation of(Migration migration, List<Migration> all, DatabaseProvider provider) {
    MigrationId id = MigrationLabel.of(migration).id();
    Listening listening = new Listening(new AtomicReference<>());
    Set<MigrationId> steps;
    try (FreshDatabase nothing = provider.newDatabase()) {
      Plan plan = MigrationEngine.builder(nothing.dataSource())
          .migrations(all)
          .migrations(listening)
          .build()
          .plan(new Target.UpTo(id.module(), id.version()));
      steps = plan.steps().stream().map(step -> step.migration().id()).collect(Collectors.toSet());
    } catch (MigrationException.UnknownTarget e) {
      bound(migration, listening.heard());
      throw e;
    } catch (MigrationException.InvalidCatalog e) {
      throw new TestAbortedException(
          "Left out: the migrations do not fit together; see 'fits together with the other migrations'.",
          e);
    }
    Dialect dialect = listening.heard();
    List<Migration> before = all.stream()
        .filter(one -> !MigrationLabel.of(one).id().equals(id))
        .filter(one -> steps.contains(MigrationLabel.of(one).id()))
        .map(one -> bound(one, dialect))
        .toList();
    return new Preparation(dialect, before);
  }

  /** How the engine speaks with databases of a product. */
  static Dialect dialectOf(DatabaseProvider provider) {
    Listening listening = new Listening(new AtomicReference<>());
    try (FreshDatabase nothing = provider.newDatabase()) {
      MigrationEngine.builder(nothing.dataSource())
          .migrations(listening)
          .build()
          .plan(Target.all());
    }
    return listening.heard();
  }

  /** The migration as it is on this product. */
  Migration bound(Migration migration) {
    return bound(migration, dialect);
  }

  /**
   * The migration as it is where that dialect is spoken.
   *
   * @throws TestAbortedException if it is not there
   */
  static Migration bound(Migration migration, Dialect dialect) {
    if (!(migration instanceof DialectMigration portable)) {
      return migration;
    }
    return portable
        .on(dialect)
        .orElseThrow(() -> new TestAbortedException(
            "Left out: there is no " + migration.name() + " for " + dialect.name() + "."));
  }

  /** A migration that is on no product, and hears on which it would be. */
  private record Listening(AtomicReference<@Nullable Dialect> told) implements DialectMigration {
    Dialect heard() {
      return Objects.requireNonNull(told.get(), "the engine asks before it plans");
    }

    @Override
    public Optional<Migration> on(Dialect dialect) {
      told.set(dialect);
      return Optional.empty();
    }

    @Override
    public String module() {
      return "testkit";
    }

    @Override
    public MigrationVersion version() {
      return MigrationVersion.of("1");
    }

    @Override
    public String name() {
      return "listening";
    }

    @Override
    public String description() {
      return "hears which dialect it is";
    }

    @Override
    public ExecutionOptions options() {
      return ExecutionOptions.DEFAULT;
    }

    @Override
    public Optional<Checksum> checksum() {
      return Optional.empty();
    }

    @Override
    public void apply(MigrationContext context) {
      throw new IllegalStateException("it is on no product");
    }
  }
}
