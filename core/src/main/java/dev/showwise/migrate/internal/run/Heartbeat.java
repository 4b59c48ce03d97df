package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.internal.history.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
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

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final Environment environment;
  private final HistoryTable table;
  private final Thread thread;
  private final CountDownLatch connected = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile long row = NO_ROW;
  private @Nullable Connection connection;
  private boolean autoCommitBefore = true;

  private Heartbeat(Environment environment, HistoryTable table) {
    this.environment = environment;
    this.table = table;
    this.thread = new Thread(this::run, "showwise-migrate-heartbeat");
    thread.setDaemon(true);
  }

  /**
   * Takes a connection to renew claims with; empty, with a word in the log, if there is none soon. A pool
   * that has no other may keep its thread waiting, but not the session, which the server ends if it is
   * silent for too long.
   */
  static Optional<Heartbeat> start(Environment environment, HistoryTable table) {
    Heartbeat heartbeat = new Heartbeat(environment, table);
    heartbeat.thread.start();
    Duration share = environment.options().lease().dividedBy(IN_A_LEASE);
    Duration wait = share.compareTo(LONGEST_WAIT) < 0 ? share : LONGEST_WAIT;
    try {
      if (heartbeat.connected.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.of(heartbeat);
      }
      Announcer.beatMissed(new SQLException("the data source has no second connection"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    heartbeat.stopped.countDown();
    return Optional.empty();
  }

  private void connect() throws SQLException {
    Connection fresh = environment.dataSource().getConnection();
    connection = fresh;
    autoCommitBefore = fresh.getAutoCommit();
    if (!autoCommitBefore) {
      fresh.setAutoCommit(true);
    }
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
      connect();
      connected.countDown();
      while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        if (row != NO_ROW) {
          beat();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException | RuntimeException e) {
      Announcer.beatMissed(e);
    } finally {
      end();
    }
  }

  private void beat() {
    try {
      if (connection == null) {
        connect();
      }
      table.beat(Objects.requireNonNull(connection), row);
    } catch (SQLException | RuntimeException e) {
      // the next one may get through; if none does, others will think that this process is gone,
      // and
      // then its next row is refused
      Announcer.beatMissed(e);
      end();
    }
  }

  /** Gives the connection back as it came. */
  private void end() {
    Connection current = connection;
    connection = null;
    if (current == null) {
      return;
    }
    try (current) {
      if (!autoCommitBefore) {
        current.setAutoCommit(false);
      }
    } catch (SQLException e) {
      Announcer.connectionEnded(e);
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
