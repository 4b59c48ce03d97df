package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.internal.dialect.MariaDbDialect;
import dev.showwise.migrate.internal.dialect.Servers;
import dev.showwise.migrate.servers.ServerKind;

/** Every call fails, or waits until another replica is done, on MariaDB. */
class MariaDbFaultsTest implements ServerFaults {
  @Override
  public FaultStage stage() {
    return new ServerStage(
        Product.MARIADB, Servers.require(ServerKind.MARIADB), new MariaDbDialect());
  }
}
