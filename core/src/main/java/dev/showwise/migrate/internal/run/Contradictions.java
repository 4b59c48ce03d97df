package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.Presence;
import dev.showwise.migrate.RepairDecision;
import java.util.List;

/** What can be seen of a migration that contradicts what a person decided about it. */
final class Contradictions {
  private Contradictions() {}

  /** Each contradiction in words; empty if what can be seen fits, or nothing can be. */
  static List<String> of(RepairDecision decision, Presence presence) {
    return switch (decision) {
      case DONE, ACCEPT_CHECKSUM -> notWhole(presence);
      case NOT_DONE ->
        presence instanceof Presence.Present ? List.of("all of it is in the database") : List.of();
      case UNDO -> List.of();
    };
  }

  private static List<String> notWhole(Presence presence) {
    if (presence instanceof Presence.Absent) {
      return List.of("nothing of it is in the database");
    } else if (presence instanceof Presence.Incomplete incomplete) {
      return incomplete.missing();
    }
    return presence instanceof Presence.Partial partial ? partial.differences() : List.of();
  }
}
