package dev.showwise.migrate.testkit.servers;

import dev.showwise.migrate.servers.ServerKind;

/** MariaDB. */
public final class MariaDbDatabases extends SharedServer {
  /** For {@link java.util.ServiceLoader}. */
  public MariaDbDatabases() {
    super(ServerKind.MARIADB);
  }
}
