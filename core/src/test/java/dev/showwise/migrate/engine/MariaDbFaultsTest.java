package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.Fault;
import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.internal.dialect.MariaDbDialect;
import dev.showwise.migrate.internal.dialect.Servers;
import dev.showwise.migrate.servers.ServerKind;
import java.util.List;

/** Every call fails, on MariaDB. */
class MariaDbFaultsTest implements EveryCallFailsContract {
  @Override
  public FaultStage stage() {
    return new ServerStage(
        Product.MARIADB, Servers.require(ServerKind.MARIADB), new MariaDbDialect());
  }

  @Override
  public List<Fault> faults() {
    return Fault.ofServers();
  }

  @Override
  public int budget() {
    return 100;
  }
}
