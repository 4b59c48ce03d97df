package dev.showwise.migrate.servers;

import com.sun.security.auth.module.UnixSystem;

/** Who runs this JVM; {@code user.name} cannot be trusted in containers. */
final class CurrentUser {
  private CurrentUser() {}

  static long uid() {
    return new UnixSystem().getUid();
  }

  static boolean isRoot() {
    return uid() == 0;
  }

  /** Whether the uid has an entry among the machine's users; in containers it may have none. */
  static boolean hasName() {
    return new UnixSystem().getUsername() != null;
  }
}
