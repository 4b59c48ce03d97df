package dev.showwise.migrate.internal.dialect;

import java.lang.reflect.Proxy;
import java.sql.DriverManager;
import javax.sql.DataSource;

/** New connections to a URL from whichever driver takes it. */
public final class UrlDataSource {
  private UrlDataSource() {}

  /** Connects as a user with the empty password or, if none is named, as the URL says. */
  public static DataSource of(String url, String user) {
    return (DataSource) Proxy.newProxyInstance(
        UrlDataSource.class.getClassLoader(),
        new Class<?>[] {DataSource.class},
        (proxy, method, arguments) -> {
          if (!method.getName().equals("getConnection") || arguments != null) {
            throw new UnsupportedOperationException(method.toString());
          }
          return user.isEmpty()
              ? DriverManager.getConnection(url)
              : DriverManager.getConnection(url, user, "");
        });
  }
}
