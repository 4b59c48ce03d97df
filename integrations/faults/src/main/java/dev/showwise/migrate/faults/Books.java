package dev.showwise.migrate.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** What was opened through a source and is not closed, and how its connections came back. */
final class Books {
  private final Optional<Product> product;
  private final IdentityHashMap<Connection, Optional<SessionState>> given = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Open> open = new IdentityHashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private int taken;

  /** A statement or result set that is not closed; {@code owner} is closed later than it. */
  private record Open(Object owner, Connection connection, String by) {}

  /** Without a product, how connections come back is not looked at. */
  Books(Optional<Product> product) {
    this.product = product;
  }

  synchronized void gave(Connection connection) throws SQLException {
    taken++;
    given.put(connection, stateOf(connection));
  }

  private Optional<SessionState> stateOf(Connection connection) throws SQLException {
    return product.isPresent()
        ? Optional.of(SessionState.of(connection, product.get()))
        : Optional.empty();
  }

  synchronized int taken() {
    return taken;
  }

  synchronized void opened(Object what, Object owner, Connection connection, JdbcCall by) {
    open.put(what, new Open(owner, connection, by.toString()));
  }

  /** Closing was asked for; where the driver fails at that, nobody can do more. */
  synchronized void closed(Object what) {
    open.remove(what);
    open.values().removeIf(one -> one.owner() == what);
  }

  /** The connection goes back to its pool in a moment. */
  synchronized void comesBack(Connection connection) throws SQLException {
    Optional<SessionState> before = given.remove(connection);
    if (before == null || connection.isClosed()) {
      return;
    }
    open.forEach((what, one) -> {
      if (one.connection() == connection) {
        complaints.add("a connection came back with what is not closed: " + one.by());
      }
    });
    open.values().removeIf(one -> one.connection() == connection);
    try {
      Optional<SessionState> now = stateOf(connection);
      if (now.isPresent() && before.isPresent()) {
        now.get()
            .differencesFrom(before.get())
            .forEach(difference -> complaints.add("a connection came back changed: " + difference));
      }
    } catch (SQLException e) {
      complaints.add("a connection came back that is of no use: " + e.getMessage());
    }
  }

  /** The connection is ended and does not go back; what belongs to it ends with it. */
  synchronized void ended(Connection connection) {
    given.remove(connection);
    open.values().removeIf(one -> one.connection() == connection);
  }

  /** What a pool would complain about. Closes what is open. */
  synchronized List<String> complaints() throws SQLException {
    for (Connection connection : List.copyOf(given.keySet())) {
      if (!connection.isClosed()) {
        complaints.add("a connection was neither closed nor aborted");
        connection.close();
      }
      ended(connection);
    }
    open.values().forEach(one -> complaints.add("not closed: " + one.by()));
    open.clear();
    return List.copyOf(complaints);
  }
}
