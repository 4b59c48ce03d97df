package dev.showwise.migrate.examples.embedded;

import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.engine.MigrationEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/**
 * A desk where rehearsals are written down. The migrations that it needs are jars on its class path;
 * it does not name one of them.
 */
public final class CrewDesk {
  private CrewDesk() {}

  /**
   * Starts the desk, which notes one rehearsal and ends.
   *
   * <p>If the database cannot be brought up to date, the {@link
   * dev.showwise.migrate.MigrationException} ends the program: an application that meets a database
   * it does not understand is better off not started.
   *
   * @param arguments the SQLite file; {@code crew-desk.db} in the working directory if there is none
   * @throws SQLException if the rehearsal cannot be noted
   */
  public static void main(String... arguments) throws SQLException {
    Path file = Path.of(arguments.length == 0 ? "crew-desk.db" : arguments[0]);

    // tag::embed
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl("jdbc:sqlite:" + file);
    MigrationReport report = MigrationEngine.builder(database).build().migrate();
    for (MigrationReport.Completed done : report.completed()) {
      System.out.println(done.migration() + ": " + done.event());
      for (String step : done.steps()) {
        System.out.println("  " + step);
      }
    }
    // end::embed

    if (report.outcome() == MigrationReport.Outcome.NOTHING_TO_DO) {
      System.out.println("The database is up to date.");
    }
    System.out.println("Rehearsals noted: " + noteRehearsal(database));
  }

  private static int noteRehearsal(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      try (PreparedStatement insert = connection.prepareStatement(
          "INSERT INTO event (title, event_date) VALUES (?, CURRENT_TIMESTAMP)")) {
        insert.setString(1, "Rehearsal");
        insert.executeUpdate();
      }
      try (Statement select = connection.createStatement();
          ResultSet count = select.executeQuery("SELECT COUNT(*) FROM event")) {
        count.next();
        return count.getInt(1);
      }
    }
  }
}
