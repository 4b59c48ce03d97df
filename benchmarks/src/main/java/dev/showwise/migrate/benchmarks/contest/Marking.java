package dev.showwise.migrate.benchmarks.contest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Lets a contestant write its history and nothing else: what the scripts say is not sent, but something that does nothing. To create ten thousand
 * tables takes SQLite minutes, which need not be spent once for each contestant.
 */
final class Marking {
  private static final Pattern OF_SCRIPTS =
      Pattern.compile("\\s*(CREATE TABLE|CREATE INDEX|INSERT INTO) t\\d.*", Pattern.DOTALL);

  /** A statement after which drivers can be asked what it did, as after any. */
  private static final String NOTHING = "DROP TABLE IF EXISTS not_there";

  /** Gives connections that leave out what scripts say. */
  DataSource around(DataSource real) {
    return proxy(DataSource.class, real);
  }

  private <T> T proxy(Class<T> type, Object target) {
    return type.cast(Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
          if (arguments != null
              && arguments.length > 0
              && arguments[0] instanceof String sql
              && method.getName().startsWith("execute")
              && OF_SCRIPTS.matcher(sql).matches()) {
            arguments[0] = NOTHING;
          }
          try {
            Object result = method.invoke(target, arguments);
            Class<?> returned = method.getReturnType();
            boolean isWrapped = returned.isInterface()
                && (Connection.class.isAssignableFrom(returned)
                    || Statement.class.isAssignableFrom(returned));
            return isWrapped && result != null ? proxy(returned, result) : result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        }));
  }
}
