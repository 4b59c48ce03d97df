package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Where nothing is left of a migration in whose middle the process was killed. */
interface RollsBackKilledContract extends RollsBackContract, OtherProcessesContract {
  @Test
  default void after_a_kill_the_next_one_applies_it_as_if_nothing_had_been()
      throws IOException, InterruptedException {
    killOneInTheMiddle();

    assertThat(names(engine(stuck()).migrate())).containsExactly("stuck APPLIED");
    assertThat(events()).containsExactly("stuck APPLIED");
    assertThat(database().rows("SELECT id FROM stuck")).containsExactly("1");
    assertThat(engine(stuck()).verify().problems()).isEmpty();
  }
}
