package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** The migrations that are found as services, and the one under test among them. */
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

  /** The migration under test, the others of its source, and all others that can be made. */
  static List<Migration> with(Subject subject) {
    Migration given = subject.given();
    List<Migration> all = new ArrayList<>();
    subject.family().ifPresent(family -> all.addAll(family.migrations()));
    // the first of its identity is the one under test; a second one is a fault that somebody looks
    // for
    all.stream().filter(one -> isSame(one, given)).findFirst().ifPresent(all::remove);
    all.add(given);
    List<Migration> others = new ArrayList<>();
    for (Migration other : migrations(unmade -> {})) {
      if (all.stream().noneMatch(one -> isSame(one, other))) {
        others.add(other);
      }
    }
    others.addAll(all);
    return others;
  }

  private static boolean isSame(Migration one, Migration other) {
    return MigrationLabel.of(one).id().equals(MigrationLabel.of(other).id());
  }

  static Collection<Migration> plus(Collection<Migration> some, Migration one) {
    List<Migration> all = new ArrayList<>(some);
    all.add(one);
    return all;
  }
}
