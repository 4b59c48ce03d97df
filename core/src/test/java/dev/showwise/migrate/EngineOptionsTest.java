package dev.showwise.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineOptionsTest {
  private static final Duration LEASE = EngineOptions.DEFAULT_LEASE;

  @Test
  void not_waiting_at_all_is_a_choice() {
    assertThat(new EngineOptions(Duration.ZERO, "h", "me", LEASE, Optional.empty(), Literals.MASKED)
            .lockTimeout())
        .isZero();
  }

  @Test
  void a_negative_time_out_is_refused() {
    assertThatThrownBy(() -> new EngineOptions(
            Duration.ofSeconds(-1), "h", "me", LEASE, Optional.empty(), Literals.MASKED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the lock time-out must not be negative: PT-1S");
  }

  @Test
  void a_history_table_without_a_name_is_refused() {
    assertThatThrownBy(() ->
            new EngineOptions(Duration.ZERO, " ", "me", LEASE, Optional.empty(), Literals.MASKED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the history table needs a name");
  }

  @Test
  void refuses_a_lease_too_short_for_a_server_that_counts_in_seconds_and_a_schema_without_a_name() {
    assertThatThrownBy(() -> new EngineOptions(
            Duration.ZERO,
            "history",
            "",
            Duration.ofMillis(1999),
            Optional.empty(),
            Literals.MASKED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the lease must be 2 s or more");
    assertThatThrownBy(() -> new EngineOptions(
            Duration.ZERO, "history", "", LEASE, Optional.of(" "), Literals.MASKED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the schema needs a name");
  }
}
