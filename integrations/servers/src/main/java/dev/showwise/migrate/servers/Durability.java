package dev.showwise.migrate.servers;

/** How much a test server cares for what it has committed. */
public enum Durability {
  /**
   * Nothing is synced, commits reach the disk when they like: for tests that never end the server by
   * force. Several times faster on slow disks.
   */
  FAST,
  /** As a server is by default: a commit survives the server's crash. For tests of just that. */
  DURABLE
}
