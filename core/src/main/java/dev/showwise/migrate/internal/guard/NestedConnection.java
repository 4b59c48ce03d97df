package dev.showwise.migrate.internal.guard;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.NullUnmarked;

/**
 * A connection whose transactions are parts of a larger one that is never committed. To the engine it
 * looks like one of its own: in autocommit mode, with BEGIN, COMMIT and ROLLBACK. Closing or aborting it
 * undoes what it has not committed, and leaves the real connection open.
 */
@NullUnmarked
public final class NestedConnection extends GuardedConnection {
  private final Connection outer;
  private final NestedGate nested;

  /**
   * A connection in the transaction that {@code real} has begun.
   *
   * @param real in that transaction; not in autocommit mode
   * @param gate makes parts of what would be transactions; used by no other connection
   */
  public NestedConnection(Connection real, NestedGate gate) {
    super(real, gate);
    this.outer = real;
    this.nested = gate;
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    requireValid();
    return true;
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    requireValid();
    return outer.getMetaData();
  }

  @Override
  public void close() throws SQLException {
    if (!isExpired()) {
      SQLException failure = expire().orElse(null);
      nested.leave();
      if (failure != null) {
        throw failure;
      }
    }
  }

  @Override
  public void abort(Executor executor) throws SQLException {
    close();
  }
}
