package dev.showwise.migrate.spi;

/**
 * A session of a server, as others can recognise it.
 *
 * @param instance which server instance, the same text for all of its sessions
 * @param session which session there, in words that an administrator can use to end it: {@code
 *     connection 17}
 * @param topology whether other instances write to the same data
 */
public record SessionIdentity(String instance, String session, Topology topology) {
  /** Whether a server is alone. */
  public enum Topology {
    /** It alone writes to its data. */
    SINGLE,
    /** Other instances write to the same data too, and do not see its sessions. */
    CLUSTER
  }
}
