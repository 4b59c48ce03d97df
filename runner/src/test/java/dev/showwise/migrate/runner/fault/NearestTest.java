package dev.showwise.migrate.runner.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> VERBS = List.of("list", "migrate", "plan", "rollback");

  @Test
  void swapped_letters_are_one_mistake() {
    assertThat(Nearest.distance("lsit", "list")).isEqualTo(1);
    assertThat(Nearest.to("lsit", VERBS)).containsExactly("list");
  }

  @Test
  void letter_case_does_not_matter() {
    assertThat(Nearest.question("ROLBACK", VERBS)).isEqualTo("Did you mean 'rollback'?");
  }

  @Test
  void nothing_is_suggested_for_what_looks_like_nothing() {
    assertThat(Nearest.question("frobnicate", VERBS)).isEmpty();
    assertThat(Nearest.to("-v", List.of("-h"))).isEmpty();
  }

  @Test
  void the_nearest_comes_first() {
    assertThat(Nearest.to("abcdefg", List.of("abcdxyg", "abcdefh")))
        .containsExactly("abcdefh", "abcdxyg");
  }
}
