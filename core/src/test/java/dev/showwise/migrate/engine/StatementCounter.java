package dev.showwise.migrate.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** A data source that counts what is sent. */
final class StatementCounter extends SQLiteDataSource {
  private final DataSource real;
  private final List<String> statements = new ArrayList<>();
  private int connections;

  StatementCounter(DataSource real) {
    this.real = real;
  }

  List<String> statements() {
    return statements;
  }

  int connections() {
    return connections;
  }

  @Override
  public Connection getConnection() {
    connections++;
    try {
      return proxy(Connection.class, real.getConnection());
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private <T> T proxy(Class<T> type, Object target) {
    InvocationHandler handler = (proxy, method, arguments) -> {
      if (method.getName().startsWith("execute")) {
        statements.add(arguments == null ? "prepared" : String.valueOf(arguments[0]));
      }
      try {
        Object result = method.invoke(target, arguments);
        return result instanceof Statement && target instanceof Connection
            ? proxy(method.getReturnType().asSubclass(Statement.class), result)
            : result;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
