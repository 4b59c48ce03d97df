package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * A server rolls a transaction back that met another one, and on a cluster it ends even a single read that
 * way. Whoever begins again comes through; so no run fails of it.
 */
interface ConflictsContract extends EveryCallFailsContract {
  @Test
  default void no_run_fails_because_a_statement_met_another_transaction() throws Exception {
    try (FaultStage stage = stage()) {
      new FaultSweep(stage, List.of(Fault.CONFLICT), budget() / 3)
          .over("conflicts", real -> new ComesThrough(new UpAndDown(this, stage, real)));
    }
  }

  /** One run with its conflict. */
  record ComesThrough(UpAndDown run) implements FaultTrial {
    @Override
    public void run(DataSource faulty) {
      run.run(faulty);
    }

    @Override
    public List<String> judge(Optional<Throwable> thrown) throws Exception {
      List<String> findings = new ArrayList<>(run.judge(thrown));
      thrown.ifPresent(e -> findings.add("the run did not come through"));
      return findings;
    }
  }
}
