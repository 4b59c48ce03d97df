package dev.showwise.migrate.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void one_pause_of_the_machine_is_not_in_the_median() {
    assertThat(Statistics.median(List.of(10.0, 11.0, 900.0))).isEqualTo(11);
    assertThat(Statistics.median(List.of(10.0, 12.0))).isEqualTo(11);
    assertThatThrownBy(() -> Statistics.median(List.of()))
        .hasMessageContaining("nothing was measured");
  }

  @Test
  void a_spread_is_that_of_the_middle_half() {
    assertThat(Statistics.spread(List.of(10.0, 10.0, 10.0, 10.0, 99.0))).isZero();
    assertThat(Statistics.spread(List.of(8.0, 9.0, 10.0, 11.0, 12.0))).isEqualTo(0.2, within(1e-9));
  }

  @Test
  void ratios_are_taken_round_by_round() {
    assertThat(Statistics.ratios(List.of(20.0, 400.0), List.of(10.0, 100.0)))
        .containsExactly(2.0, 4.0);
  }

  @Test
  void an_exponent_is_one_when_ten_times_as_many_cost_ten_times_as_much() {
    assertThat(Statistics.exponent(10, 5, 100, 50)).isEqualTo(1, within(1e-9));
    assertThat(Statistics.exponent(10, 5, 100, 500)).isEqualTo(2, within(1e-9));
  }
}
