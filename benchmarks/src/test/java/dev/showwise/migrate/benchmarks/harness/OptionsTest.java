package dev.showwise.migrate.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static Options of(String... arguments) {
    return Options.of(arguments, Path.of("."));
  }

  @Test
  void only_some_experiments_are_wanted_if_they_are_named() {
    Options options = of("--only", "cold,latency");

    assertThat(options.wants("cold")).isTrue();
    assertThat(options.wants("latency")).isTrue();
    assertThat(options.wants("warm")).isFalse();
    assertThat(of().wants("warm")).isTrue();
  }

  @Test
  void what_does_not_exist_is_not_measured_in_silence() {
    assertThatThrownBy(() -> of("--only", "cold,lukewarm"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there is no experiment lukewarm but cold, warm");
    assertThatThrownBy(() -> of("--speed", "7")).hasMessage("there is no option --speed");
  }
}
