package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.Fault;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call fails while several migrations share a transaction. */
class GroupFaultsTest {
  private static final int BUDGET = 200;

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void a_group_is_there_or_is_not_whatever_call_fails(String journalMode) throws Exception {
    new FaultSweep(new SqliteStage(folder, journalMode), Fault.all(), BUDGET)
        .over("a group", real -> new GroupTrial(real, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void those_before_one_that_fails_are_there_or_are_not_whatever_call_fails_besides(
      String journalMode) throws Exception {
    new FaultSweep(new SqliteStage(folder, journalMode), Fault.all(), BUDGET)
        .over("a group with one that fails", real -> new GroupTrial(real, Optional.of(4)));
  }
}
