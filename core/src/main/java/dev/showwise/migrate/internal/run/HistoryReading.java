package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import java.sql.SQLException;
import java.util.List;

/** Reads the end of the history. */
public final class HistoryReading {
  private final Environment environment;

  /** For one data source. */
  public HistoryReading(Environment environment) {
    this.environment = environment;
  }

  /** The last rows, newest first. */
  public List<HistoryEntry> newest(int limit) {
    try (Session session = Session.open(environment)) {
      Run run = new Run(environment, session);
      try {
        return List.copyOf(run.read(() -> session.history().newest(session.connection(), limit)));
      } catch (SQLException e) {
        throw Troubles.of(e, session, null);
      }
    }
  }
}
