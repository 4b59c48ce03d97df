package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.Fault;
import java.time.Duration;
import java.util.List;

/** How much of what can fail is tried on a server, where a run takes its time. */
interface ServerFaults extends ConflictsContract, ImportsAtOnceContract, OvertakesContract {
  @Override
  default List<Fault> faults() {
    return Fault.ofServers();
  }

  @Override
  default int budget() {
    return 100;
  }

  @Override
  default int pauses() {
    return 12;
  }

  @Override
  default Duration patience() {
    return Duration.ofSeconds(10);
  }
}
