package dev.showwise.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EngineOptionsTest {

  @Test
  void not_waiting_at_all_is_a_choice() {
    assertThat(new EngineOptions(Duration.ZERO, "h", "me").lockTimeout()).isZero();
  }

  @Test
  void a_negative_time_out_is_refused() {
    assertThatThrownBy(() -> new EngineOptions(Duration.ofSeconds(-1), "h", "me"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the lock time-out must not be negative: PT-1S");
  }

  @Test
  void a_history_table_without_a_name_is_refused() {
    assertThatThrownBy(() -> new EngineOptions(Duration.ZERO, " ", "me"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the history table needs a name");
  }
}
