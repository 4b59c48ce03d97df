package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.spi.ServerSessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The token of a server's session, which the server takes away when the session ends. */
final class SessionToken implements SignOfLife {
  private final Session session;
  private final ServerSessions sessions;
  private final String claim;
  private final String condition;

  private SessionToken(Session session, ServerSessions sessions, String claim, String condition) {
    this.session = session;
    this.sessions = sessions;
    this.claim = claim;
    this.condition = condition;
  }

  static SessionToken show(Session session, ServerSessions sessions, String claim)
      throws SQLException {
    String condition = sessions.isOwn(claim, session.identity(sessions).session());
    SessionToken token = new SessionToken(session, sessions, claim, condition);
    boolean shown = false;
    try {
      Optional<String> show = sessions.show(claim);
      shown = (show.isEmpty() || isTrue(session, show.get()))
          && isTrue(session, "SELECT CASE WHEN " + condition + " THEN 1 ELSE 0 END");
    } finally {
      if (!shown) {
        token.close();
      }
    }
    if (!shown) {
      throw new SQLException(
          "this session cannot show other processes that it is alive: what it does in one statement is"
              + " gone in the next. A pool of connections on the way (PgBouncer in transaction mode, a"
              + " proxy) changes the session between statements. Connect to the server itself for"
              + " migrations that run outside a transaction");
    }
    return token;
  }

  private static boolean isTrue(Session session, String query) throws SQLException {
    try (Statement statement = session.connection().createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.next() && result.getBoolean(1);
    }
  }

  @Override
  public boolean isTaken() {
    return true;
  }

  @Override
  public Optional<String> condition() {
    return Optional.of(condition);
  }

  /** A session that goes back to its pool with the token would look alive for ever. */
  @Override
  public void close() throws SQLException {
    Optional<String> hide = sessions.hide(claim);
    if (hide.isEmpty() || session.isAborted()) {
      return;
    }
    try {
      if (!isTrue(session, hide.get())) {
        session.abort(new SQLException("the session had lost its sign of life"));
      }
    } catch (SQLException | RuntimeException e) {
      session.abort(e);
    } catch (Error e) {
      session.abort(e);
      throw e;
    }
  }
}
