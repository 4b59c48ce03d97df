package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.MigrationException.Unusable;
import dev.showwise.migrate.internal.backup.SqliteBackups;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;
import java.util.Set;

/**
 * What a backup is to replace, as far as it can be read.
 *
 * @param state what it is
 * @param history its history; without rows if it has none, or if it cannot be read
 * @param tables the names of its tables
 * @param rows how many rows they have
 * @param applicationId the number by which its application marks it; 0 for none
 */
record Present(State state, History history, Set<String> tables, long rows, long applicationId) {

  /** What is there. */
  enum State {
    /** A sound database. */
    SOUND,
    /** No table. */
    EMPTY,
    /** A database with damage in it. */
    DAMAGED,
    /** A file that SQLite does not open. */
    UNREADABLE
  }

  static Present of(Session session) throws SQLException {
    Set<String> tables;
    long applicationId;
    try {
      tables = SqliteBackups.tables(session.connection(), "main");
      applicationId = SqliteBackups.applicationId(session.connection());
    } catch (SQLException e) {
      return broken(session, State.UNREADABLE, Set.of(), e);
    }
    if (tables.isEmpty()) {
      return new Present(State.EMPTY, new History(), tables, 0, applicationId);
    }
    try {
      boolean sound = session.dialect().findDamage(session.connection()).isEmpty();
      return new Present(
          sound ? State.SOUND : State.DAMAGED,
          history(session),
          tables,
          SqliteBackups.rows(session.connection()),
          applicationId);
    } catch (SQLException e) {
      return broken(session, State.DAMAGED, tables, e);
    }
  }

  private static History history(Session session) throws SQLException {
    try {
      return session.history().read(session.connection());
    } catch (Unusable e) {
      // another program's table of that name, which says nothing here
      return new History();
    }
  }

  private static Present broken(Session session, State state, Set<String> tables, SQLException e)
      throws SQLException {
    ErrorKind kind = session.dialect().classify(e);
    if (kind != ErrorKind.DAMAGED && kind != ErrorKind.NOT_A_DATABASE) {
      throw e;
    }
    return new Present(state, new History(), tables, 0, 0);
  }
}
