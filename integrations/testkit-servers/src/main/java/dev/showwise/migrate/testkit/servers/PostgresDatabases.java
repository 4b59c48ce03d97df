package dev.showwise.migrate.testkit.servers;

import dev.showwise.migrate.servers.ServerKind;

/** PostgreSQL. */
public final class PostgresDatabases extends SharedServer {
  /** For {@link java.util.ServiceLoader}. */
  public PostgresDatabases() {
    super(ServerKind.POSTGRESQL);
  }
}
