package dev.showwise.migrate.examples.inajar;

import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.engine.MigrationEngine;
import java.nio.file.Path;
import org.sqlite.SQLiteDataSource;

/** A plan of the seats of a house, whose tables are made by scripts in the same jar. */
public final class SeatPlan {
  private SeatPlan() {}

  /**
   * Brings the database up to date, and says what was done.
   *
   * @param arguments the SQLite file; {@code seats.db} in the working directory if there is none
   */
  public static void main(String... arguments) {
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl("jdbc:sqlite:" + Path.of(arguments.length == 0 ? "seats.db" : arguments[0]));
    // tag::indexed
    MigrationReport report = MigrationEngine.builder(database)
        .scripts(Scripts.indexed(SeatPlan.class, "db/migration"))
        .build()
        .migrate();
    // end::indexed
    report.completed().forEach(done -> System.out.println(done.migration() + ": " + done.event()));
    System.out.println(report.outcome());
  }
}
