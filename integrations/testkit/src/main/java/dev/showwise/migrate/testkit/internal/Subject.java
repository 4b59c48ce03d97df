package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/**
 * What is tried, and what its author said of it.
 *
 * @param test the author's class
 * @param source makes the migration
 * @param tables makes what the application made itself
 * @param rows adds rows before
 * @param rowsAfterwards adds rows when it is applied
 * @param meantToChange tables and columns, in lower case
 */
public record Subject(
    Class<?> test,
    Supplier<Migration> source,
    Hook tables,
    Hook rows,
    Hook rowsAfterwards,
    Set<String> meantToChange) {

  /** What an author does to a database. */
  @FunctionalInterface
  public interface Hook {
    /** Does it. */
    void on(TestDatabase database) throws SQLException;
  }

  /** Takes the names without regard to case. */
  public Subject {
    meantToChange = meantToChange.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A new instance of the migration. */
  Migration migration() {
    Migration migration = source.get();
    if (migration == null) {
      throw Review.of(test.getSimpleName() + " gives no migration")
          .what("migration() returned null.")
          .toDo("Return a new instance of the migration: return new ShoeSizes();")
          .failure();
    }
    return migration;
  }

  /** The name of its class, as reviews say it. */
  String className() {
    return migration().getClass().getSimpleName();
  }

  /** Its name with its module. */
  String qualifiedName() {
    return MigrationLabel.of(migration()).qualifiedName();
  }

  /** Leaves a test out, and says why. */
  public static void assume(boolean holds, String otherwise) {
    if (!holds) {
      throw new TestAbortedException("Left out: " + otherwise + ".");
    }
  }
}
