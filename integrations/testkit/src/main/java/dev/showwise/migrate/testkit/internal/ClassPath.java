package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationSource;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.testkit.FreshDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/** The migrations that are found as services, and which of them come before the one under test. */
final class ClassPath {
  // a loader that fails for ever at the same place must not keep us here for ever
  private static final int MOST_FAULTS = 200;

  private ClassPath() {}

  /**
   * All that are found.
   *
   * @param unmade gets what is registered and cannot be made
   */
  static List<Migration> migrations(Consumer<ServiceConfigurationError> unmade) {
    List<Migration> all = new ArrayList<>();
    load(Migration.class, all::add, unmade);
    load(MigrationSource.class, source -> all.addAll(source.migrations()), unmade);
    return all;
  }

  private static <T> void load(
      Class<T> type, Consumer<T> sink, Consumer<ServiceConfigurationError> unmade) {
    Iterator<T> services = ServiceLoader.load(type).iterator();
    for (int faults = 0; faults < MOST_FAULTS; ) {
      try {
        if (!services.hasNext()) {
          return;
        }
        sink.accept(services.next());
      } catch (ServiceConfigurationError e) {
        unmade.accept(e);
        faults++;
      }
    }
  }

  /** The migration under test and all others that can be made. */
  static List<Migration> with(Migration migration) {
    MigrationId id = MigrationLabel.of(migration).id();
    List<Migration> all = new ArrayList<>();
    for (Migration other : migrations(unmade -> {})) {
      if (!MigrationLabel.of(other).id().equals(id)) {
        all.add(other);
      }
    }
    all.add(migration);
    return all;
  }

  /**
   * Those that are applied before the migration, in any order: all of its module with lower versions, and
   * what they and it depend on.
   *
   * @throws TestAbortedException if the migrations do not fit together
   */
  static List<Migration> before(Migration migration) {
    MigrationId id = MigrationLabel.of(migration).id();
    List<Migration> all = with(migration);
    Set<MigrationId> steps;
    try (FreshDatabase nothing = new SqliteDatabases().newDatabase()) {
      Plan plan = MigrationEngine.builder(nothing.dataSource())
          .migrations(all)
          .build()
          .plan(new Target.UpTo(id.module(), id.version()));
      steps = plan.steps().stream().map(step -> step.migration().id()).collect(Collectors.toSet());
    } catch (MigrationException.InvalidCatalog e) {
      throw new TestAbortedException(
          "Left out: the migrations do not fit together; see 'fits together with the other migrations'.",
          e);
    }
    return all.stream()
        .filter(one -> steps.contains(MigrationLabel.of(one).id()) && one != migration)
        .toList();
  }

  static Collection<Migration> plus(Collection<Migration> some, Migration one) {
    List<Migration> all = new ArrayList<>(some);
    all.add(one);
    return all;
  }
}
