package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationSource;
import dev.showwise.migrate.testkit.DatabaseProvider;
import dev.showwise.migrate.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/**
 * What is tried, and what its author said of it.
 *
 * @param test the author's class
 * @param source makes the migration
 * @param family the source that the migration is of, if it is of one
 * @param hooks what the author does to databases
 * @param meantToChange tables and columns, in lower case
 * @param prepared what was found out of the product that it is tried on; empty before it is tried on one
 */
public record Subject(
    Class<?> test,
    Supplier<Migration> source,
    Optional<MigrationSource> family,
    Hooks hooks,
    Set<String> meantToChange,
    Optional<Preparation> prepared) {

  /** What an author does to a database. */
  @FunctionalInterface
  public interface Hook {
    /** Does it. */
    void on(TestDatabase database) throws SQLException;
  }

  /**
   * What an author does to databases.
   *
   * @param tables makes what the application made itself
   * @param rows adds rows before
   * @param rowsAfterwards adds rows when it is applied
   */
  public record Hooks(Hook tables, Hook rows, Hook rowsAfterwards) {}

  /** Takes the names without regard to case. */
  public Subject {
    meantToChange = meantToChange.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Before anything is known of a product. */
  public Subject(
      Class<?> test,
      Supplier<Migration> source,
      Optional<MigrationSource> family,
      Hooks hooks,
      Set<String> meantToChange) {
    this(test, source, family, hooks, meantToChange, Optional.empty());
  }

  /**
   * The same on a product.
   *
   * @throws TestAbortedException if it is not there on that product, or the migrations do not fit together
   */
  public Subject on(DatabaseProvider provider) {
    Preparation preparation = Preparation.of(given(), ClassPath.with(this), provider);
    preparation.bound(given());
    return new Subject(test, source, family, hooks, meantToChange, Optional.of(preparation));
  }

  /** A new instance of the migration, as it is on the product if that is known. */
  Migration migration() {
    Migration given = given();
    return prepared.map(known -> known.bound(given)).orElse(given);
  }

  /** A new instance of the migration, as its author gives it. */
  Migration given() {
    Migration migration = source.get();
    if (migration == null) {
      throw Review.of(test.getSimpleName() + " gives no migration")
          .what("migration() returned null.")
          .toDo("Return a new instance of the migration: return new ShoeSizes();")
          .failure();
    }
    return migration;
  }

  /** What is known of the product that it is tried on. */
  Preparation preparation() {
    return prepared.orElseThrow(
        () -> new IllegalStateException(test.getName() + " is on no product yet"));
  }

  /** What its parts are called. */
  Terms terms() {
    return Terms.of(given());
  }

  /** What its author calls it, as reviews say it: its class, or the name of a script. */
  String className() {
    Migration given = given();
    return Terms.of(given) == Terms.SCRIPT ? given.name() : given.getClass().getSimpleName();
  }

  /** Its name with its module. */
  String qualifiedName() {
    return MigrationLabel.of(given()).qualifiedName();
  }

  /** Leaves a test out, and says why. */
  public static void assume(boolean holds, String otherwise) {
    if (!holds) {
      throw new TestAbortedException("Left out: " + otherwise + ".");
    }
  }
}
