package dev.showwise.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationIdTest {

  private static MigrationId id(String module, String version) {
    return new MigrationId(module, MigrationVersion.of(version));
  }

  @Test
  void the_same_version_written_in_another_way_is_the_same_migration() {
    assertThat(id("showwise", "1.0")).isEqualTo(id("showwise", "1")).hasToString("showwise 1.0");
    assertThat(id("showwise", "1")).isNotEqualTo(id("billing", "1"));
  }

  @Test
  void versions_come_before_modules_in_the_order() {
    assertThat(
            Stream.of(id("a", "10"), id("b", "2"), id("a", "2"), id("b", "1.0")).sorted())
        .containsExactly(id("b", "1.0"), id("a", "2"), id("b", "2"), id("a", "10"));
  }

  @Test
  void a_label_shows_the_name_as_it_can_be_typed_and_the_version() {
    MigrationLabel label = new MigrationLabel(id("showwise", "1.0"), "2fa");

    assertThat(label.qualifiedName()).isEqualTo("showwise:2fa");
    assertThat(label).hasToString("showwise:2fa (1.0)");
  }
}
