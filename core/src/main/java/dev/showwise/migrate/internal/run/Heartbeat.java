package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.internal.history.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Renews the claims of one session for those who cannot see it: processes on other nodes of a cluster.
 * Works on a connection of its own, since the session's is in use; where there is none to be had, nobody
 * takes a claim over that was never renewed. One thread of its own, from {@link #start} to {@link
 * #close}.
 */
final class Heartbeat implements AutoCloseable {
  /** Several fit into a lease, so that a late one does no harm. */
  private static final int IN_A_LEASE = 8;

  private static final long NO_ROW = 0;

  private final Environment environment;
  private final HistoryTable table;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile long row = NO_ROW;
  private @Nullable Connection connection;

  private Heartbeat(Environment environment, HistoryTable table, Connection connection) {
    this.environment = environment;
    this.table = table;
    this.connection = connection;
    this.thread = new Thread(this::run, "showwise-migrate-heartbeat");
    thread.setDaemon(true);
  }

  /** Takes a connection to renew claims with; empty, with a word in the log, if there is none. */
  static Optional<Heartbeat> start(Environment environment, HistoryTable table) {
    try {
      Connection connection = connect(environment);
      Heartbeat heartbeat = new Heartbeat(environment, table, connection);
      heartbeat.thread.start();
      return Optional.of(heartbeat);
    } catch (SQLException | RuntimeException e) {
      Announcer.beatMissed(e);
      return Optional.empty();
    }
  }

  private static Connection connect(Environment environment) throws SQLException {
    Connection connection = environment.dataSource().getConnection();
    if (!connection.getAutoCommit()) {
      connection.setAutoCommit(true);
    }
    return connection;
  }

  /** The claim's last row, which is committed, is this one now. */
  void moveTo(long newRow) {
    row = newRow;
  }

  /** There is no claim any more. */
  void rest() {
    row = NO_ROW;
  }

  private void run() {
    Duration pause = environment.options().lease().dividedBy(IN_A_LEASE);
    try {
      while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        if (row != NO_ROW) {
          beat();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  private void beat() {
    try {
      Connection current = connection;
      if (current == null) {
        current = connect(environment);
        connection = current;
      }
      table.beat(current, row);
    } catch (SQLException | RuntimeException e) {
      // the next one may get through; if none does, others will think that this process is gone,
      // and
      // then its next row is refused
      Announcer.beatMissed(e);
      end();
    }
  }

  private void end() {
    Connection current = connection;
    connection = null;
    if (current != null) {
      try {
        current.close();
      } catch (SQLException e) {
        Announcer.connectionEnded(e);
      }
    }
  }

  /** Stops; a beat that is under way is waited for, but not for long. */
  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
