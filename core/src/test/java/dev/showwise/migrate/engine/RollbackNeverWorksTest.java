package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.faults.CallHook;
import dev.showwise.migrate.faults.JdbcCall;
import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.faults.WatchedSource;
import dev.showwise.migrate.internal.dialect.H2Dialect;
import dev.showwise.migrate.servers.H2InMemory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where not one ROLLBACK works, no connection goes back to its pool with a transaction in it. */
class RollbackNeverWorksTest {
  @TempDir
  Path folder;

  private static final class NoRollback implements CallHook {
    private int refused;

    @Override
    public void before(JdbcCall call) throws SQLException {
      if (call.sends("ROLLBACK")) {
        refused++;
        throw new SQLException("no rollback, as planned");
      }
    }
  }

  private static void nothing_is_left_on(FaultStage stage) throws Exception {
    DataSource real = stage.fresh();
    NoRollback hook = new NoRollback();
    WatchedSource watched = new WatchedSource(real, stage.product(), hook);
    FailingRun trial = new FailingRun(stage, real, builder -> builder);
    Optional<Throwable> thrown = Optional.empty();
    try {
      trial.run(watched);
    } catch (MigrationException e) {
      thrown = Optional.of(e);
    }

    assertThat(hook.refused).isPositive();
    assertThat(watched.complaints()).isEmpty();
    assertThat(trial.judge(thrown)).isEmpty();
  }

  @Test
  void on_sqlite() throws Exception {
    nothing_is_left_on(new SqliteStage(folder, "DELETE"));
  }

  @Test
  void on_h2() throws Exception {
    try (FaultStage stage = new ServerStage(Product.H2, new H2InMemory(), new H2Dialect())) {
      nothing_is_left_on(stage);
    }
  }
}
