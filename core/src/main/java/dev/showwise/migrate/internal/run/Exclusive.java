package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Transactions that exclude other runners, with bounded waiting at both ends. */
final class Exclusive {
  private static final String WAITING_FOR = "another process that is writing to the database";

  private Exclusive() {}

  /** Begins; waits while others write, where a transaction waits for that. On failure there is none. */
  static void begin(Session session, Patience patience) throws SQLException {
    begin(session, patience, Map.of());
  }

  /** Begins with settings for this transaction; see {@link Session#home}. */
  static void begin(Session session, Patience patience, Map<String, String> settings)
      throws SQLException {
    patience.attempt();
    while (true) {
      try {
        session.begin(settings);
        if (!session.isOnServer()) {
          patience.rewarded();
        }
        return;
      } catch (SQLException e) {
        if (!isInTheWay(session, e)) {
          session.rollbackIfBegun();
          throw e;
        }
        if (!patience.waitFor(WAITING_FOR)) {
          throw e;
        }
      } catch (RuntimeException | Error e) {
        session.rollbackIfBegun();
        throw e;
      }
    }
  }

  /**
   * What became of a row that was to be appended; unless it is {@link #DONE} the transaction must be
   * rolled back.
   */
  enum Appended {
    /** It is there. */
    DONE,
    /** Others appended first. */
    OVERTAKEN,
    /** Others may be about to; their transaction is open. */
    HELD_UP
  }

  /** Appends a row in the present transaction, which makes this runner the one whose turn it is. */
  static Appended append(Session session, Patience patience, HistoryEntry row) throws SQLException {
    patience.attempt();
    try {
      session.history().append(session.connection(), row);
      patience.rewarded();
      return Appended.DONE;
    } catch (SQLException e) {
      return outcome(session, e);
    }
  }

  /** Begins with the row that makes this runner the one whose turn it is; see {@link Session#beginWith}. */
  static Appended beginWith(
      Session session,
      Patience patience,
      HistoryEntry row,
      Map<String, String> settings,
      String then)
      throws SQLException {
    patience.attempt();
    try {
      session.beginWith(row, settings, then);
      patience.rewarded();
      return Appended.DONE;
    } catch (SQLException e) {
      return outcome(session, e);
    }
  }

  /** Appends a row in a transaction of its own, which is over afterwards. */
  static Appended appendAlone(Session session, Patience patience, HistoryEntry row)
      throws SQLException {
    begin(session, patience);
    try {
      Appended appended = append(session, patience, row);
      if (appended == Appended.DONE) {
        commit(session, patience);
      } else {
        session.rollback();
      }
      return appended;
    } catch (SQLException e) {
      session.rollback(e);
      // on a cluster the first one is known at COMMIT
      return outcome(session, e);
    } catch (Throwable e) {
      session.rollback(e);
      throw e;
    }
  }

  /** What an error says that came when rows were appended; it is thrown on if it is another one. */
  static Appended outcome(Session session, SQLException e) throws SQLException {
    return switch (session.dialect().classify(e)) {
      case DUPLICATE_KEY -> Appended.OVERTAKEN;
      case BUSY, CONFLICT, CANCELLED -> Appended.HELD_UP;
      default -> throw e;
    };
  }

  /** After a row could not be appended, and was rolled back: whether it is worth another look. */
  static ClaimResult notAppended(Session session, Appended appended, Patience patience) {
    return appended == Appended.OVERTAKEN
        ? new ClaimResult.Overtaken()
        : heldUp(session, patience, null);
  }

  /** After others were in the way of a claim, and it was rolled back: whether it is worth another look. */
  static ClaimResult heldUp(Session session, Patience patience, @Nullable SQLException by) {
    return patience.waitFor(WAITING_FOR)
        ? new ClaimResult.Overtaken()
        : new ClaimResult.TimedOut(timedOut(session, patience), by);
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
        // a server has ended the transaction, and a second COMMIT would succeed without it
        if (session.isOnServer()
            || !isBusy(session, e)
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

  /** Whether others were in the way, so that the same may succeed later. */
  static boolean isInTheWay(Session session, SQLException e) {
    ErrorKind kind = session.dialect().classify(e);
    return kind == ErrorKind.BUSY || kind == ErrorKind.CONFLICT;
  }

  static String timedOut(Session session, Patience patience) {
    if (Thread.currentThread().isInterrupted()) {
      return "This thread was interrupted while another process held the database locked. Nothing of"
          + " this migration was changed; run again.";
    }
    String waited = " for all of the " + patience.waited().toSeconds()
        + " s that this one waited. Nothing of this migration was changed. Find ";
    return (session.isOnServer()
            ? "Another session held what this migration needs" + waited
                + "the session that holds it"
            : "Another process held the database locked" + waited
                + "the process that has the database open")
        + ", or allow a longer lock time-out, and run again.";
  }

  /**
   * A read outside a transaction, which waits while others write. A cluster ends even such a read for
   * another node's change of the table.
   */
  static <T extends @Nullable Object> T read(Session session, Patience patience, Read<T> read)
      throws SQLException {
    patience.attempt();
    while (true) {
      try {
        T result = read.run();
        patience.done();
        return result;
      } catch (SQLException e) {
        if (!isInTheWay(session, e) || !patience.waitFor(WAITING_FOR)) {
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
  interface Read<T extends @Nullable Object> {
    T run() throws SQLException;
  }
}
