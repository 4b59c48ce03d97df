package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.ExecutionOptions;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Where a migration in whose middle the process was killed is half done. */
interface RecordsKilledContract extends RecordsProgressContract, OtherProcessesContract {
  @Test
  default void after_a_kill_what_is_safe_to_repeat_is_repeated()
      throws IOException, InterruptedException {
    killOneInTheMiddle();

    assertThat(names(engine(stuck()).migrate())).containsExactly("stuck APPLIED");
    assertThat(events()).containsExactly("stuck INTERRUPTED", "stuck APPLIED");
    assertThat(database().rows("SELECT id FROM stuck")).containsExactly("1");
    assertThat(engine(stuck()).verify().problems()).isEmpty();
  }

  @Test
  default void after_a_kill_what_needs_a_decision_is_left_as_it_is_and_blocks_its_module()
      throws IOException, InterruptedException {
    MigrationEngine engine = engine(
        stuck().options(ExecutionOptions.DEFAULT),
        TestMigration.sql("2", "next", "CREATE TABLE next_one (id INTEGER)"));
    killOneInTheMiddle();

    for (int run = 1; run <= 2; run++) {
      assertThat(refusal(engine::migrate))
          .as("run " + run)
          .hasMessageContaining("test:stuck (1) is interrupted from an earlier attempt");
    }
    assertThat(events()).containsExactly("stuck INTERRUPTED");
    assertThat(database().rows("SELECT id FROM stuck")).isEmpty();
    assertThat(database().hasTable("next_one")).isFalse();
  }
}
