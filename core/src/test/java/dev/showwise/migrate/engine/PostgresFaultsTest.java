package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.internal.dialect.PostgresDialect;
import dev.showwise.migrate.internal.dialect.Servers;
import dev.showwise.migrate.servers.ServerKind;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call fails, or waits until another replica is done, on PostgreSQL. */
class PostgresFaultsTest implements ServerFaults {
  @Override
  public FaultStage stage() {
    return new ServerStage(
        Product.POSTGRESQL, Servers.require(ServerKind.POSTGRESQL), new PostgresDialect());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "INSERT INTO nowhere VALUES (1);"})
  void a_script_is_there_or_is_not_whatever_call_fails(String extra, @TempDir Path folder)
      throws Exception {
    try (FaultStage stage = stage()) {
      new FaultSweep(stage, faults(), budget())
          .over(
              extra.isEmpty() ? "scripts" : "scripts of which one fails",
              real -> new ScriptTrial(real, stage.dialect(), folder, extra));
    }
  }
}
