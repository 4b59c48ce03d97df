package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.MigrationException.Unusable;
import dev.showwise.migrate.spi.ServerSessions;
import dev.showwise.migrate.spi.SessionIdentity;
import dev.showwise.migrate.spi.SessionIdentity.Topology;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a session of a server sees of another one. */
record SessionSight(Session session, ServerSessions sessions) {

  /** How a claim's session looks from here. */
  enum Seen {
    /** It is there. */
    ALIVE,
    /** It is not there any more, and nothing of it can come. */
    GONE,
    /** It may be there. */
    OUT_OF_SIGHT
  }

  /** How the session looks that made a row of an open claim. */
  Seen of(HistoryEntry open) throws SQLException {
    String query = "SELECT " + condition(open);
    try (Statement statement = session.connection().createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      boolean shown = result.getBoolean(1);
      if (result.wasNull()) {
        return Seen.OUT_OF_SIGHT;
      } else if (shown) {
        return Seen.ALIVE;
      }
    }
    SessionIdentity own = session.identity(sessions);
    boolean elsewhere =
        own.topology() == Topology.CLUSTER && !own.instance().equals(open.instance());
    return elsewhere ? Seen.OUT_OF_SIGHT : Seen.GONE;
  }

  private String condition(HistoryEntry open) {
    try {
      return sessions.isShown(open.claim(), open.session());
    } catch (IllegalArgumentException e) {
      throw new Unusable(
          "Row " + open.seq() + " of the history says '" + open.claim() + "' and '" + open.session()
              + "' of the session that made it, and neither this program nor one like it writes so. It"
              + " was edited by hand: restore the history from a backup. Nothing was changed.",
          e);
    }
  }
}
