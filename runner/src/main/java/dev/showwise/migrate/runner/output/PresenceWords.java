package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.Presence;
import java.util.List;

/** How far a database has a migration, in words for people. */
final class PresenceWords {
  private PresenceWords() {}

  static String whatWillHappen(Presence presence) {
    if (presence instanceof Presence.Present) {
      return "to be adopted: the database has all of it already";
    } else if (presence instanceof Presence.Incomplete) {
      return "to be completed: the database has a part of it, and lacks";
    } else if (presence instanceof Presence.Partial) {
      return "would stop: something of it is there, but different";
    }
    return presence instanceof Presence.Absent
        ? "to be applied"
        : "to be applied, whatever is there";
  }

  /** What will be added. What differs is not in here: a problem of its own names it. */
  static List<String> missing(Presence presence) {
    return presence instanceof Presence.Incomplete ? details(presence) : List.of();
  }

  static List<String> details(Presence presence) {
    if (presence instanceof Presence.Incomplete incomplete) {
      return incomplete.missing();
    }
    return presence instanceof Presence.Partial partial ? partial.differences() : List.of();
  }
}
