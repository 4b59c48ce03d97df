package dev.showwise.migrate.internal.rehearsal;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections from wherever they come, for those who want a data source. */
public final class ConnectionSource implements DataSource {
  private final Opening opening;

  /** How one connection is had. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException;
  }

  ConnectionSource(Opening opening) {
    this.opening = opening;
  }

  /** From whichever driver is registered for a JDBC URL, as the application's own is in most cases. */
  public static ConnectionSource of(String url) {
    return new ConnectionSource(() -> {
      try {
        return DriverManager.getConnection(url);
      } catch (SQLException e) {
        throw new SQLException(
            "the copy for the rehearsal could not be opened (" + e.getMessage()
                + "). If its driver is not one that java.sql.DriverManager knows, give the engine"
                + " connections to copies with EngineBuilder.copies()",
            e.getSQLState(),
            e.getErrorCode(),
            e);
      }
    });
  }

  @Override
  public Connection getConnection() throws SQLException {
    return opening.open();
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("these connections know their user");
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
