package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;

/** Transactions that exclude other writers, with bounded waiting at both ends. */
final class Exclusive {
  private static final String WAITING_FOR = "another process that is writing to the database";

  private Exclusive() {}

  /** Begins; waits while others write. On failure there is no transaction. */
  static void begin(Session session, Patience patience) throws SQLException {
    patience.attempt();
    while (true) {
      try {
        session.execute(session.dialect().beginExclusive());
        patience.rewarded();
        return;
      } catch (SQLException e) {
        if (!isBusy(session, e)) {
          // it may have begun with only the answer lost; what is not there cannot be rolled back
          session.rollback(new SQLException("no transaction was begun"));
          throw e;
        }
        if (!patience.waitFor(WAITING_FOR)) {
          throw e;
        }
      }
    }
  }

  /** Commits; waits while others read. On failure the transaction may or may not be there. */
  static void commit(Session session, Patience patience) throws SQLException {
    patience.attempt();
    while (true) {
      try {
        session.execute("COMMIT");
        patience.done();
        return;
      } catch (SQLException e) {
        if (!isBusy(session, e)
            || !patience.waitFor("another process that is reading from the database")) {
          throw e;
        }
      }
    }
  }

  /** Does something in a transaction of its own: all of it is committed, or it is rolled back. */
  static void run(Session session, Patience patience, Work work) throws SQLException {
    begin(session, patience);
    try {
      work.run();
      commit(session, patience);
    } catch (Throwable e) {
      session.rollback(e);
      throw e;
    }
  }

  static boolean isBusy(Session session, SQLException e) {
    return session.dialect().classify(e) == ErrorKind.BUSY;
  }

  static String timedOut(Patience patience) {
    if (Thread.currentThread().isInterrupted()) {
      return "This thread was interrupted while another process held the database locked. Nothing of"
          + " this migration was changed; run again.";
    }
    return "Another process held the database locked for all of the "
        + patience.waited().toSeconds()
        + " s that this one waited. Nothing of this migration was changed. Find the process that has"
        + " the database open, or allow a longer lock time-out, and run again.";
  }

  /** A read that waits while others write. */
  static <T> T read(Session session, Patience patience, Read<T> read) throws SQLException {
    patience.attempt();
    while (true) {
      try {
        T result = read.run();
        patience.done();
        return result;
      } catch (SQLException e) {
        if (!isBusy(session, e) || !patience.waitFor(WAITING_FOR)) {
          throw e;
        }
      }
    }
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  /** One read. */
  @FunctionalInterface
  interface Read<T> {
    T run() throws SQLException;
  }
}
