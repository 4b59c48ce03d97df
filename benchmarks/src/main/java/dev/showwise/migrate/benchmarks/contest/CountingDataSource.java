package dev.showwise.migrate.benchmarks.contest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Counts what a contestant asks of the driver. Its proxies cost time, so nobody is measured with it. */
final class CountingDataSource {
  private final Map<String, Integer> counts = new TreeMap<>();

  /** Gives the same connections, and counts. */
  DataSource around(DataSource real) {
    return proxy(DataSource.class, real);
  }

  Map<String, Integer> counts() {
    return counts;
  }

  void forget() {
    counts.clear();
  }

  private <T> T proxy(Class<T> type, Object target) {
    return type.cast(Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
          count(type, method.getName(), method.getReturnType());
          try {
            Object result = method.invoke(target, arguments);
            Class<?> returned = method.getReturnType();
            boolean isCounted = returned.isInterface()
                && (Connection.class.isAssignableFrom(returned)
                    || Statement.class.isAssignableFrom(returned)
                    || DatabaseMetaData.class.isAssignableFrom(returned));
            return isCounted && result != null ? proxy(returned, result) : result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        }));
  }

  private void count(Class<?> type, String method, Class<?> returned) {
    if (Statement.class.isAssignableFrom(type)) {
      if (method.startsWith("execute")) {
        add("statements");
      }
    } else if (type == DatabaseMetaData.class) {
      if (returned == java.sql.ResultSet.class) {
        add("metadata");
      }
    } else if (type == DataSource.class) {
      if (method.equals("getConnection")) {
        add("connections");
      }
    } else if (method.equals("commit") || method.equals("rollback")) {
      add(method);
    }
  }

  private void add(String what) {
    counts.merge(what, 1, Integer::sum);
  }
}
