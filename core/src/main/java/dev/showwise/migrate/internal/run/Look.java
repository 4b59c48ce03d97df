package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.DatabaseInfo;
import dev.showwise.migrate.spi.Dialect;
import java.sql.Connection;
import java.sql.SQLException;

/** Work on a connection of the engine's, outside every claim and in autocommit mode. */
public final class Look {
  private Look() {}

  /**
   * What is at hand.
   *
   * @param connection in the schema that was asked for; given back when the work is done
   * @param dialect for it
   * @param info which database it is
   */
  public record At(Connection connection, Dialect dialect, DatabaseInfo info) {}

  /** The work. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T at(At at) throws SQLException;
  }

  /**
   * Does some work; its errors become what a caller can act on.
   *
   * @throws dev.showwise.migrate.MigrationException if it fails
   */
  public static <T> T in(Environment environment, Work<T> work) {
    try (Session session = Session.open(environment)) {
      Run run = new Run(environment, session);
      try {
        return run.read(
            () -> work.at(new At(session.connection(), session.dialect(), session.info())));
      } catch (SQLException e) {
        throw Troubles.of(e, session, null);
      }
    }
  }
}
