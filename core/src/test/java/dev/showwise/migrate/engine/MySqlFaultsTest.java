package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.Fault;
import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.internal.dialect.MySqlDialect;
import dev.showwise.migrate.internal.dialect.Servers;
import dev.showwise.migrate.servers.ServerKind;
import java.time.Duration;
import java.util.List;

/** Every call fails, or waits until another replica is done, on MySQL. */
class MySqlFaultsTest implements EveryCallFailsContract, OvertakesContract {
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

  @Override
  public int pauses() {
    return 12;
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(10);
  }
}
