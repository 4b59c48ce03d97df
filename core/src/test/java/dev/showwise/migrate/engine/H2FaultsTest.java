package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.Fault;
import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.internal.dialect.H2Dialect;
import dev.showwise.migrate.servers.H2InMemory;
import java.time.Duration;
import java.util.List;

/** Every call fails, or waits until another replica is done, on H2. */
class H2FaultsTest implements ConflictsContract, ImportsAtOnceContract, OvertakesContract {
  @Override
  public FaultStage stage() {
    return new ServerStage(Product.H2, new H2InMemory(), new H2Dialect());
  }

  @Override
  public List<Fault> faults() {
    return Fault.all();
  }

  @Override
  public int budget() {
    return 150;
  }

  @Override
  public int pauses() {
    return 60;
  }

  @Override
  public Duration patience() {
    return Duration.ofMillis(50);
  }
}
