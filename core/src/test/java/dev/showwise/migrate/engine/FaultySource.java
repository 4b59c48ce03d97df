package dev.showwise.migrate.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sqlite.SQLiteDataSource;

/**
 * A pool whose connections fail at the k-th call of all. It looks at each connection that comes back
 * for a transaction that was left open, as a pool would hand it to the next user.
 */
final class FaultySource extends SQLiteDataSource {
  /** What goes wrong. */
  enum Fault {
    /** The call is not made. */
    BEFORE,
    /** The call is made, and its answer is lost. */
    AFTER,
    /** The call is made, its answer is lost, and the connection is gone from then on. */
    LOST
  }

  // not the driver's business: what every object has
  private static final Set<String> UNCOUNTED = Set.of("toString", "hashCode", "equals", "isClosed");

  private final SQLiteDataSource real;
  private final Fault fault;
  private final int failing;
  private final List<Connection> given = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private int calls;
  private String failedCall = "";

  FaultySource(SQLiteDataSource real, Fault fault, int failing) {
    this.real = real;
    this.fault = fault;
    this.failing = failing;
  }

  boolean hasFailed() {
    return !failedCall.isEmpty();
  }

  String failedCall() {
    return failedCall;
  }

  /** What a pool would complain about. */
  List<String> complaints() throws SQLException {
    List<String> all = new ArrayList<>(faults);
    for (Connection connection : given) {
      if (!connection.isClosed()) {
        all.add("a connection was neither closed nor aborted");
        connection.close();
      }
    }
    return all;
  }

  @Override
  public Connection getConnection() throws SQLException {
    calls++;
    if (calls == failing) {
      failedCall = "getConnection";
      throw new SQLException("connection refused, as planned");
    }
    Connection connection = real.getConnection();
    given.add(connection);
    return proxy(Connection.class, connection, connection);
  }

  private <T> T proxy(Class<T> type, T target, Connection connection) {
    InvocationHandler handler = (proxy, method, arguments) -> {
      if (UNCOUNTED.contains(method.getName())) {
        return method.invoke(target, arguments);
      }
      calls++;
      boolean fails = calls == failing;
      if (fails) {
        failedCall = method.getName() + (arguments == null ? "" : " " + List.of(arguments));
      }
      if (fails && fault == Fault.BEFORE) {
        throw new SQLException("broken before the call, as planned");
      }
      boolean comesBack = target == connection && method.getName().equals("close");
      Object result = null;
      try {
        if (comesBack && !connection.isClosed()) {
          lookForTransaction(connection);
        }
        result = method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
      if (fails) {
        if (fault == Fault.LOST) {
          connection.close();
        }
        throw new SQLException("the answer was lost, as planned");
      }
      return wrapped(method.getReturnType(), result, connection);
    };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Object wrapped(Class<?> type, Object result, Connection connection) {
    if (result instanceof Statement || result instanceof ResultSet) {
      @SuppressWarnings("unchecked")
      Class<Object> open = (Class<Object>) type;
      return proxy(open, result, connection);
    }
    return result;
  }

  private void lookForTransaction(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("BEGIN");
      statement.executeUpdate("ROLLBACK");
    } catch (SQLException e) {
      faults.add("a connection came back with an open transaction: " + e.getMessage());
    }
  }
}
