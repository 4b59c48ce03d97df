package dev.showwise.migrate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EffortTest {
  private static final String FAULTS = "showwise.test.faults";

  private String before;

  @BeforeEach
  void remember() {
    before = System.getProperty(FAULTS, "");
  }

  @AfterEach
  void restore() {
    System.setProperty(FAULTS, before);
  }

  private static int trials(String wanted, int possible) {
    System.setProperty(FAULTS, wanted);
    return Effort.trials(100, possible, Duration.ofMillis(50));
  }

  @Test
  void a_build_tries_as_many_as_it_has_time_for() {
    assertThat(trials("", 5000)).isEqualTo(100);
    assertThat(trials("", 30)).isEqualTo(30);
  }

  @Test
  void all_are_all_and_seconds_are_as_many_as_fit() {
    assertThat(trials("all", 5000)).isEqualTo(5000);
    assertThat(trials("20s", 5000)).isEqualTo(400);
    assertThat(trials("20s", 300)).isEqualTo(300);
    assertThat(trials("1s", 5000)).as("never fewer than in a build").isEqualTo(100);
  }

  @Test
  void anything_else_is_no_effort() {
    assertThatThrownBy(() -> trials("many", 5000)).hasMessageContaining("300s");
  }
}
