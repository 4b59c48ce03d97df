package dev.showwise.migrate.internal.guard;

import java.sql.SQLException;
import java.util.List;

/** Sends several statements in one request. */
public interface SharedRequests {

  /**
   * Sends statements that were checked before, one after the other; what comes after one that fails is not executed.
   * Of that one the gate hears as of one that is sent by itself.
   *
   * @param statements at least one
   * @param sender sends a text that may have several statements
   * @throws SQLException what the one that failed came to
   */
  void send(List<PlacedStatement> statements, Sender sender) throws SQLException;

  /** Sends a text. */
  @FunctionalInterface
  interface Sender {
    void send(String text) throws SQLException;
  }
}
