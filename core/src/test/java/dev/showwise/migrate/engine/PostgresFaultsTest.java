package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.internal.dialect.PostgresDialect;
import dev.showwise.migrate.internal.dialect.Servers;
import dev.showwise.migrate.servers.ServerKind;

/** Every call fails, or waits until another replica is done, on PostgreSQL. */
class PostgresFaultsTest implements ServerFaults {
  @Override
  public FaultStage stage() {
    return new ServerStage(
        Product.POSTGRESQL, Servers.require(ServerKind.POSTGRESQL), new PostgresDialect());
  }
}
