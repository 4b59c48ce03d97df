package dev.showwise.migrate.engine;

import dev.showwise.migrate.spi.Dialect;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A dialect that counts how often it cuts a script. */
final class CutCounter {
  private final AtomicInteger cut = new AtomicInteger();
  private final Dialect dialect;

  CutCounter(Dialect real) {
    InvocationHandler handler = (proxy, method, arguments) -> {
      if (method.getName().equals("statements") && arguments.length == 2) {
        cut.incrementAndGet();
      }
      try {
        return method.invoke(real, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    };
    dialect = (Dialect) Proxy.newProxyInstance(
        Dialect.class.getClassLoader(), new Class<?>[] {Dialect.class}, handler);
  }

  Dialect dialect() {
    return dialect;
  }

  int cut() {
    return cut.get();
  }
}
