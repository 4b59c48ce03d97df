package dev.showwise.migrate.spi;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What statements of an author may set in a session, and how it is set back when their migration is over: the
 * next one, the history and whoever gets the connection next find the session as if the client had
 * disconnected. Implementations are stateless and safe for use by several threads.
 */
public interface SessionSettings {
  /** Whether a statement may set something, or make what ends with the session. Cheap for most. */
  boolean mayChange(String sql);

  /**
   * What the session is set to.
   *
   * @throws SQLException if it cannot be read
   */
  Map<String, String> read(Connection connection) throws SQLException;

  /**
   * What takes back a statement that {@link #mayChange} found, where that cannot be {@link #read}: none, unless
   * overridden.
   */
  default List<String> undoing(String sql) {
    return List.of();
  }

  /**
   * Sets the session as it was.
   *
   * @param before what was read
   * @throws SQLException if it cannot be; then nobody else must inherit the session
   */
  void restore(Connection connection, Map<String, String> before) throws SQLException;

  /**
   * Makes a session like one of the product's own client program, where drivers set it otherwise, and gives
   * what takes that back. Unless overridden: nothing.
   *
   * @throws SQLException if it cannot be done
   */
  default List<String> becomeLikeClient(Connection connection) throws SQLException {
    return List.of();
  }
}
