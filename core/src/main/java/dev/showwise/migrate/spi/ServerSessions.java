package dev.showwise.migrate.spi;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the sessions of a server are told apart, how one shows the others that it is alive, and which of
 * its settings the engine changes while it runs migrations. Part of a {@link Dialect}; stateless and
 * safe for use by several threads.
 *
 * <p>A session that runs a migration outside a transaction carries a token, the random id of its
 * claim. The server takes the token away when the session ends, however that comes about, and not
 * before it has ended the session's last statement: what a dead client sent goes on, and so
 * does the token.
 */
public interface ServerSessions {

  /**
   * The session behind a connection.
   *
   * @throws SQLException if the server cannot be asked
   */
  SessionIdentity identify(Connection connection) throws SQLException;

  /**
   * The query that makes this session carry a token; its one value is true, or 1, if it does from now
   * on. Empty where a session can be recognised without one.
   *
   * @param claim a UUID
   */
  Optional<String> show(String claim);

  /** The query that makes this session carry the token no longer; empty where there is none. */
  Optional<String> hide(String claim);

  /**
   * An SQL condition that is true in the session which carries the token, and in no other: a
   * connection whose session was changed under it, by a driver that reconnects or by a pool of
   * connections on the way, must not go on.
   *
   * @param claim a UUID
   * @param session as {@link SessionIdentity#session} had it when the claim began
   */
  String isOwn(String claim, String session);

  /**
   * An SQL condition that tells whether any session of this instance carries the token; NULL if this
   * session may not know.
   *
   * @param claim a UUID
   * @param session as the history has it, which may be more than {@link SessionIdentity#session}
   */
  String isShown(String claim, String session);

  /**
   * The settings that the engine may change, with their values as the server tells them.
   *
   * @throws SQLException if the server cannot be asked
   */
  Map<String, String> settings(Connection connection) throws SQLException;

  /** The statements that give settings these values. */
  List<String> assign(Map<String, String> settings);

  /** The settings that keep a session within limits, and make it read what others committed. */
  Map<String, String> within(SessionLimits limits, SessionIdentity identity);

  /**
   * Which of the {@link #settings} says where names without a schema lead, and can be changed by a
   * statement of an author; empty where none can.
   */
  Optional<String> schemaSetting();

  /** The settings that make names without a schema mean those of this one. */
  Map<String, String> inSchema(String schema);
}
