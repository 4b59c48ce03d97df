package dev.showwise.migrate.testkit.servers;

import dev.showwise.migrate.servers.ServerKind;

/** MySQL. */
public final class MySqlDatabases extends SharedServer {
  /** For {@link java.util.ServiceLoader}. */
  public MySqlDatabases() {
    super(ServerKind.MYSQL);
  }
}
