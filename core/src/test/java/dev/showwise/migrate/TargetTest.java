package dev.showwise.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {

  @Test
  void a_version_without_a_module_leaves_the_module_open() {
    assertThat(Target.upTo("2026.02.1"))
        .isEqualTo(new Target.UpTo("", MigrationVersion.of("2026.2.1")));
  }

  @Test
  void a_version_may_name_its_module() {
    assertThat(Target.upTo("showwise:1.0"))
        .isEqualTo(new Target.UpTo("showwise", MigrationVersion.of("1")));
  }

  @Test
  void a_colon_without_a_module_is_refused() {
    assertThatThrownBy(() -> Target.upTo(":1.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("':1.0' names no module before the colon");
  }

  @Test
  void what_is_no_version_is_refused_with_what_one_looks_like() {
    for (String text : List.of("2fa", "showwise:", "showwise:2fa", "showwise:1:0", "")) {
      assertThatThrownBy(() -> Target.upTo(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("' is not a version: whole numbers separated by");
    }
  }

  @Test
  void names_are_kept_in_order_and_there_is_at_least_one() {
    assertThat(Target.named("2fa", "billing:base"))
        .isEqualTo(new Target.Named(List.of("2fa", "billing:base")));
    assertThatThrownBy(Target::named)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least one migration must be named");
  }

  @Test
  void all_is_all() {
    assertThat(Target.all()).isEqualTo(new Target.All());
  }
}
