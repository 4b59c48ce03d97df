package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.internal.history.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Renews a claim for those who cannot see its session: processes on other nodes of a cluster. Works on a
 * connection of its own, since the claim's is in use; where there is none to be had, nobody takes the
 * claim over. One thread of its own, from {@link #start} to {@link #close}.
 */
final class Heartbeat implements AutoCloseable {
  /** Several fit into a lease, so that a late one does no harm. */
  private static final int IN_A_LEASE = 8;

  private final Environment environment;
  private final HistoryTable table;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile long row;
  private volatile @Nullable Connection connection;

  private Heartbeat(Environment environment, HistoryTable table, long row) {
    this.environment = environment;
    this.table = table;
    this.row = row;
    this.thread = new Thread(this::run, "showwise-migrate-heartbeat");
    thread.setDaemon(true);
  }

  /**
   * Begins to renew.
   *
   * @param row the claim's last row, which is committed
   */
  static Heartbeat start(Environment environment, HistoryTable table, long row) {
    Heartbeat heartbeat = new Heartbeat(environment, table, row);
    heartbeat.thread.start();
    return heartbeat;
  }

  /** The claim's last row is another one now. */
  void moveTo(long newRow) {
    row = newRow;
  }

  private void run() {
    Duration pause = environment.options().lease().dividedBy(IN_A_LEASE);
    try {
      do {
        beat();
      } while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS));
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
        current = environment.dataSource().getConnection();
        connection = current;
        if (!current.getAutoCommit()) {
          current.setAutoCommit(true);
        }
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
