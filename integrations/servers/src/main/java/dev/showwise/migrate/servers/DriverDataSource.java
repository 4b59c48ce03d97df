package dev.showwise.migrate.servers;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * New connections to one URL, from whichever driver takes it. The drivers' own classes are not
 * needed for compiling so, nor are the annotations that they are compiled with.
 *
 * @param url the JDBC URL
 * @param user who connects, with the empty password
 */
record DriverDataSource(String url, String user) implements DataSource {
  @Override
  public Connection getConnection() throws SQLException {
    return getConnection(user, "");
  }

  @Override
  public Connection getConnection(String asUser, String password) throws SQLException {
    return DriverManager.getConnection(url, asUser, password);
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("a test's data source writes no log");
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException("a test's data source takes its time from the URL");
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("a test's data source writes no log");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("a test's data source is no " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
