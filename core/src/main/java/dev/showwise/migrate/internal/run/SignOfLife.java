package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.spi.ServerSessions;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What shows others that the process which runs a migration outside a transaction is alive. It goes away
 * with the process, however that ends.
 */
interface SignOfLife extends AutoCloseable {

  /**
   * Gives the sign for a claim, unless another process has it.
   *
   * @param claim the claim's id
   * @throws SQLException if it cannot be given
   */
  static SignOfLife give(Session session, String claim) throws SQLException {
    Optional<ServerSessions> sessions = session.dialect().sessions();
    return sessions.isPresent()
        ? SessionToken.show(session, sessions.get(), claim)
        : LivenessToken.tryTake(session);
  }

  /** Whether it is ours; else another process gives the one sign that there is. */
  boolean isTaken();

  /** The SQL condition under which the session still gives it; empty where no session can lose it. */
  Optional<String> condition();

  /** Gives the sign no longer. */
  @Override
  void close() throws SQLException;
}
