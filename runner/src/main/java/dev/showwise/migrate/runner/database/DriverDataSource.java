package dev.showwise.migrate.runner.database;

import dev.showwise.migrate.runner.fault.CannotConnect;
import dev.showwise.migrate.runner.secrets.Secrets;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * New connections from one driver, without the detour over {@link java.sql.DriverManager}, which
 * does not see drivers of another class loader. For any number of threads.
 */
final class DriverDataSource implements DataSource {
  private final Driver driver;
  private final String url;
  private final Properties properties;
  private final Secrets secrets;
  private final Access access;

  /**
   * New connections for a purpose. For {@link Access#READ} the driver is told so; whether it makes
   * anything of that is its own affair. What would make the whole session read-only is not sent, since
   * behind a pool of connections others would find it so.
   */
  DriverDataSource(
      Driver driver, String url, Properties properties, Secrets secrets, Access access) {
    this.driver = driver;
    this.url = url;
    this.properties = properties;
    this.secrets = secrets;
    this.access = access;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection;
    try {
      connection = driver.connect(url, (Properties) properties.clone());
    } catch (SQLException e) {
      throw told(e);
    }
    if (connection == null) {
      throw new SQLException("the driver " + driver.getClass().getName() + " does not take the URL "
          + secrets.mask(url));
    }
    if (access == Access.READ) {
      hintAtReading(connection);
    }
    return connection;
  }

  /** Drivers put the URL into their messages; whoever logs them should not have to think of that. */
  private SQLException told(SQLException e) {
    String message = String.valueOf(e.getMessage());
    String masked = secrets.mask(message);
    if (!e.getClass().getName().startsWith("org.sqlite.")) {
      return new CannotConnect(e, masked, secrets.mask(url));
    } else if (masked.equals(message)) {
      return e;
    }
    SQLException safe = new SQLException(masked, e.getSQLState(), e.getErrorCode());
    safe.setStackTrace(e.getStackTrace());
    return safe;
  }

  private static void hintAtReading(Connection connection) {
    try {
      connection.setReadOnly(true);
    } catch (SQLException e) {
      // a hint, as JDBC has it: the engine's reading calls write nothing either way
    }
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the credentials are those of the settings");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("nothing is logged here");
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException("the driver's own time-out holds");
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("nothing is logged here");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("this data source wraps no " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
