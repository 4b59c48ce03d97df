package dev.showwise.migrate.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Connections one of which is lost at the k-th COMMIT of all. */
final class LosingSource {
  /** What had happened when the connection was lost. */
  enum Moment {
    /** The server never got the COMMIT. */
    BEFORE,
    /** The server did it, and its answer was lost. */
    AFTER
  }

  private final DataSource real;
  private final Moment moment;
  private final int losing;
  private int commits;

  LosingSource(DataSource real, Moment moment, int losing) {
    this.real = real;
    this.moment = moment;
    this.losing = losing;
  }

  boolean hasLost() {
    return commits >= losing;
  }

  DataSource dataSource() {
    return proxy(DataSource.class, (proxy, method, arguments) -> {
      if (!method.getName().equals("getConnection")) {
        throw new UnsupportedOperationException(method.toString());
      }
      return connection(real.getConnection());
    });
  }

  private Connection connection(Connection connection) {
    return proxy(Connection.class, (proxy, method, arguments) -> {
      Object result = call(connection, method, arguments);
      return method.getName().equals("createStatement")
          ? statement((Statement) result, connection)
          : result;
    });
  }

  private Statement statement(Statement statement, Connection connection) {
    return proxy(Statement.class, (proxy, method, arguments) -> {
      boolean commit = arguments != null && arguments.length > 0 && "COMMIT".equals(arguments[0]);
      if (!commit || ++commits != losing) {
        return call(statement, method, arguments);
      }
      if (moment == Moment.AFTER) {
        call(statement, method, arguments);
      }
      connection.abort(Runnable::run);
      throw new SQLNonTransientConnectionException("the line is dead, as planned", "08006");
    });
  }

  private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof SQLException sql ? sql : e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
