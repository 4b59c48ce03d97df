package dev.showwise.migrate.servers;

import java.util.List;

/**
 * Who runs this JVM. The system's {@code id} is asked: for a uid that has no entry among the
 * machine's users, as containers may have it, the JDK's own answers are wrong or say root.
 */
final class CurrentUser {
  private static final long UID = askUid();
  private static final boolean HAS_NAME = Commands.run(List.of("id", "-un")).ok();

  private CurrentUser() {}

  static long uid() {
    return UID;
  }

  static boolean isRoot() {
    return UID == 0;
  }

  /** Whether the uid has an entry among the machine's users. */
  static boolean hasName() {
    return HAS_NAME;
  }

  private static long askUid() {
    var outcome = Commands.run(List.of("id", "-u"));
    if (!outcome.ok()) {
      throw new ServerException("id -u does not say who runs this: " + outcome.output(), null);
    }
    return Long.parseLong(outcome.output().strip());
  }
}
