package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.Fault;
import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.internal.dialect.MySqlDialect;
import dev.showwise.migrate.internal.dialect.Servers;
import dev.showwise.migrate.servers.ServerKind;
import java.util.List;

/** Every call fails, on MySQL. */
class MySqlFaultsTest implements EveryCallFailsContract {
  @Override
  public FaultStage stage() {
    return new ServerStage(Product.MYSQL, Servers.require(ServerKind.MYSQL), new MySqlDialect());
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
