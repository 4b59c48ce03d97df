package dev.showwise.migrate.faults;

import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source all of whose calls are counted and shown to a {@link CallHook}, and which keeps books on
 * what is opened through it. What a result set is asked about one row counts as one call, and so does what a
 * statement is told of its parameters: a driver does that by itself.
 *
 * <p>May be used by several threads; the hook must allow for that.
 */
public final class WatchedSource implements DataSource {
  private final DataSource real;
  private final CallHook hook;
  private final Books books;
  private final AtomicInteger calls = new AtomicInteger();

  /** Connections of {@code real}, which is a data source of {@code product}. */
  public WatchedSource(DataSource real, Product product, CallHook hook) {
    this(real, hook, Optional.of(product));
  }

  /** Connections of {@code real}, of which is only noted whether they and all that is theirs is closed. */
  public WatchedSource(DataSource real) {
    this(real, new CallHook() {}, Optional.empty());
  }

  private WatchedSource(DataSource real, CallHook hook, Optional<Product> product) {
    this.real = real;
    this.hook = hook;
    this.books = new Books(product);
  }

  /** How many calls there were. */
  public int calls() {
    return calls.get();
  }

  /** How many connections were taken. */
  public int connections() {
    return books.taken();
  }

  /**
   * What a pool would complain about, now that all should be over: connections that did not come back, or
   * not as they came; statements and result sets that were not closed. Closes them.
   */
  public List<String> complaints() throws SQLException {
    return books.complaints();
  }

  @Override
  public Connection getConnection() throws SQLException {
    JdbcCall call = nextCall("DataSource", "getConnection", List.of(), "", Optional.empty());
    hook.before(call);
    Connection connection = real.getConnection();
    try {
      books.gave(connection);
      hook.after(call);
    } catch (Throwable e) {
      // nobody has it who could close it
      books.ended(connection);
      connection.close();
      throw e;
    }
    return proxy(Connection.class, connection, connection, null, "");
  }

  JdbcCall nextCall(
      String type,
      String method,
      List<? extends @Nullable Object> arguments,
      String sql,
      Optional<Connection> connection) {
    return new JdbcCall(calls.incrementAndGet(), type, method, arguments, sql, connection);
  }

  CallHook hook() {
    return hook;
  }

  Books books() {
    return books;
  }

  <T> T proxy(
      Class<T> type, Object target, Connection connection, @Nullable Object owner, String sql) {
    return type.cast(Proxy.newProxyInstance(
        WatchedSource.class.getClassLoader(),
        new Class<?>[] {type},
        new WatchedObject(this, type, target, connection, owner, sql)));
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new UnsupportedOperationException("its user is settled");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() throws SQLException {
    return real.getLogWriter();
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    real.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    real.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return real.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return real.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return real.isWrapperFor(type);
  }
}
