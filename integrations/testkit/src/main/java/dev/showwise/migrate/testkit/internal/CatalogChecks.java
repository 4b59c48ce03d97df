package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.testkit.FreshDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All migrations together make one catalog, with one order. */
public final class CatalogChecks {
  private final Subject subject;

  /** For a migration and those on the class path. */
  public CatalogChecks(Subject subject) {
    this.subject = subject;
  }

  /** Looks. */
  public void run() {
    requireAllCanBeMade();
    List<Migration> all = ClassPath.with(subject);
    try (FreshDatabase nothing = new SqliteDatabases().newDatabase()) {
      List<MigrationLabel> order = order(nothing, all);
      List<Migration> otherWay = new ArrayList<>(all);
      Collections.reverse(otherWay);
      List<MigrationLabel> otherOrder = order(nothing, otherWay);
      if (!order.equals(otherOrder)) {
        throw Review.of(subject.className() + " has no fixed place among the migrations")
            .what("Found in one order they run as " + order + ",\nfound in another as " + otherOrder
                + ".")
            .where(subject.terms().choose("dependsOn(), version()", "its header, its file's name"))
            .toDo("Say in " + subject.terms().choose("dependsOn()", "-- migrate: depends-on")
                + " what must come first.")
            .failure();
      }
    } catch (MigrationException.InvalidCatalog e) {
      boolean isCircle = e.faults().stream().anyMatch(fault -> fault.contains("circle"));
      throw Review.of(subject.className()
              + (isCircle
                  ? ": circular dependency among the migrations"
                  : " does not fit together with the other migrations"))
          .what(e.faults())
          .where("the class path and " + subject.className())
          .toDo(
              isCircle
                  ? "Take one " + subject.terms().choose("dependsOn()", "depends-on")
                      + " or foreign key out of the circle; what needs both comes in a"
                      + " migration after them."
                  : "Mend what is named. Each module has each version and each name once.")
          .because(e)
          .failure();
    }
  }

  private void requireAllCanBeMade() {
    List<String> faults = new ArrayList<>();
    ClassPath.migrations(fault -> faults.add(String.valueOf(fault.getMessage())));
    if (!faults.isEmpty()) {
      throw Review.of(
              "Beside " + subject.className() + " something is registered that cannot be made")
          .what(faults)
          .where("META-INF/services on the class path")
          .toDo(
              "A service is a public class with a public constructor without parameters, which throws"
                  + " nothing. Mend it, or take it out of the services file.")
          .failure();
    }
  }

  private static List<MigrationLabel> order(FreshDatabase database, List<Migration> all) {
    return MigrationEngine.builder(database.dataSource())
        .migrations(all)
        .build()
        .plan(Target.all())
        .steps()
        .stream()
        .map(Plan.Step::migration)
        .toList();
  }
}
