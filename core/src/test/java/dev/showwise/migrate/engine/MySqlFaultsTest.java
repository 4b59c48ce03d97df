package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.internal.dialect.MySqlDialect;
import dev.showwise.migrate.internal.dialect.Servers;
import dev.showwise.migrate.servers.ServerKind;

/** Every call fails, or waits until another replica is done, on MySQL. */
class MySqlFaultsTest implements ServerFaults {
  @Override
  public FaultStage stage() {
    return new ServerStage(Product.MYSQL, Servers.require(ServerKind.MYSQL), new MySqlDialect());
  }
}
