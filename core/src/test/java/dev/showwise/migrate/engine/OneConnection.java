package dev.showwise.migrate.engine;

import java.sql.Connection;
import org.sqlite.SQLiteDataSource;

/** A data source with one connection, which a test keeps open. */
final class OneConnection extends SQLiteDataSource {
  private final Connection connection;

  OneConnection(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Connection getConnection() {
    return (Connection) java.lang.reflect.Proxy.newProxyInstance(
        OneConnection.class.getClassLoader(),
        new Class<?>[] {Connection.class},
        (proxy, method, arguments) ->
            method.getName().equals("close") ? null : method.invoke(connection, arguments));
  }
}
