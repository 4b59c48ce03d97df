package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.Fault;
import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.internal.dialect.PostgresDialect;
import dev.showwise.migrate.internal.dialect.Servers;
import dev.showwise.migrate.servers.ServerKind;
import java.util.List;

/** Every call fails, on PostgreSQL. */
class PostgresFaultsTest implements EveryCallFailsContract {
  @Override
  public FaultStage stage() {
    return new ServerStage(
        Product.POSTGRESQL, Servers.require(ServerKind.POSTGRESQL), new PostgresDialect());
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
