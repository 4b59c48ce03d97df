package dev.showwise.migrate.internal.guard;

import java.sql.SQLException;
import java.sql.SQLNonTransientException;

/** The words for what authors must not do. */
final class Refusal {
  private Refusal() {}

  /**
   * A call that is never let through.
   *
   * @param call what was called
   * @param why the reason and the way out; more than one sentence is fine, without the last full stop
   */
  static SQLException of(String call, String why) {
    return new SQLNonTransientException(call + " is refused in a migration: " + why + ".");
  }

  /** A call that comes too late. */
  static SQLException expired() {
    return new SQLNonTransientException(
        "the connection of a migration was used after the call that it was made for: it, and all that"
            + " came from it, is valid only until apply or revert returns. Do not keep it;"
            + " take a new one from the context of the next call.");
  }
}
