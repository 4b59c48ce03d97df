package dev.showwise.migrate;

import static dev.showwise.migrate.ExecutionOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.ExecutionOptions.LockLimit;
import dev.showwise.migrate.ExecutionOptions.Repetition;
import dev.showwise.migrate.ExecutionOptions.RunPolicy;
import dev.showwise.migrate.ExecutionOptions.TransactionMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExecutionOptionsTest {

  @Test
  void by_default_a_migration_runs_once_in_a_transaction_and_a_person_decides_on_trouble() {
    assertThat(DEFAULT)
        .isEqualTo(new ExecutionOptions(
            TransactionMode.IN_TRANSACTION,
            RunPolicy.ONCE,
            Repetition.NEEDS_DECISION,
            LockLimit.DEFAULT));
  }

  @Test
  void each_step_changes_one_thing_and_leaves_the_original_alone() {
    assertThat(DEFAULT.outsideTransaction())
        .isEqualTo(new ExecutionOptions(
            TransactionMode.OUTSIDE_TRANSACTION,
            RunPolicy.ONCE,
            Repetition.NEEDS_DECISION,
            LockLimit.DEFAULT));
    assertThat(DEFAULT.onChange())
        .isEqualTo(new ExecutionOptions(
            TransactionMode.IN_TRANSACTION,
            RunPolicy.ON_CHANGE,
            Repetition.NEEDS_DECISION,
            LockLimit.DEFAULT));
    assertThat(DEFAULT.safeToRepeat())
        .isEqualTo(new ExecutionOptions(
            TransactionMode.IN_TRANSACTION, RunPolicy.ONCE, Repetition.IS_SAFE, LockLimit.DEFAULT));
    assertThat(DEFAULT.transactionMode()).isEqualTo(TransactionMode.IN_TRANSACTION);
  }

  @Test
  void the_steps_can_be_taken_in_any_order() {
    assertThat(DEFAULT.outsideTransaction().onChange().safeToRepeat())
        .isEqualTo(DEFAULT.safeToRepeat().onChange().outsideTransaction());
  }

  @Test
  void no_part_may_be_missing() {
    assertThatThrownBy(
            () -> new ExecutionOptions(null, RunPolicy.ONCE, Repetition.IS_SAFE, LockLimit.DEFAULT))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("transactionMode");
  }

  @Test
  void a_limit_for_locks_must_let_it_wait_and_try() {
    assertThat(DEFAULT.waitingForLocks(Duration.ofSeconds(1), 3).lockLimit())
        .isEqualTo(new LockLimit(Duration.ofSeconds(1), 3));
    assertThatThrownBy(() -> DEFAULT.waitingForLocks(Duration.ZERO, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("longer than 0");
    assertThatThrownBy(() -> DEFAULT.waitingForLocks(Duration.ofSeconds(1), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("once or more");
  }
}
