package dev.showwise.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationVersionTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "1, 01",
    "1.0.0, 1",
    "1.2, 1_2",
    "2026.02.1, 2026.2.01.0",
    "0, 0.0",
    "0, 00",
    "99999999999999999999999, 99999999999999999999999.0"
  })
  void versions_that_mean_the_same_are_equal(String one, String other) {
    MigrationVersion a = MigrationVersion.of(one);
    MigrationVersion b = MigrationVersion.of(other);

    assertThat(a).isEqualTo(b).hasSameHashCodeAs(b).isEqualByComparingTo(b);
    assertThat(a.canonical()).isEqualTo(b.canonical());
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "1.10, 1.9", "10, 1.0.1", "1, 1.0.0.1", "20260214_0900, 20260214"})
  void versions_that_mean_different_things_differ(String one, String other) {
    assertThat(MigrationVersion.of(one))
        .isNotEqualTo(MigrationVersion.of(other))
        .isNotEqualByComparingTo(MigrationVersion.of(other));
  }

  @Test
  void versions_are_ordered_number_by_number_and_not_as_text() {
    List<MigrationVersion> ordered = Stream.of(
            "0",
            "0.1",
            "1",
            "1.0.1",
            "1.2",
            "1.10",
            "2",
            "10",
            "2026.02.1",
            "20260214",
            "20260214_0900",
            "9223372036854775808",
            "9223372036854775808.1")
        .map(MigrationVersion::of)
        .toList();
    List<MigrationVersion> shuffled = new java.util.ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(7));

    assertThat(new TreeSet<>(shuffled)).containsExactlyElementsOf(ordered);
  }

  @Test
  void the_order_is_the_same_from_both_sides_and_agrees_with_equality() {
    Random random = new Random(42);
    for (int i = 0; i < 2_000; i++) {
      MigrationVersion a = randomVersion(random);
      MigrationVersion b = randomVersion(random);

      assertThat(Integer.signum(a.compareTo(b)))
          .as("%s and %s", a, b)
          .isEqualTo(-Integer.signum(b.compareTo(a)));
      assertThat(a.compareTo(b) == 0).as("%s and %s", a, b).isEqualTo(a.equals(b));
    }
  }

  private static MigrationVersion randomVersion(Random random) {
    StringBuilder text = new StringBuilder().append(random.nextInt(3));
    for (int parts = random.nextInt(4); parts > 0; parts--) {
      text.append(random.nextBoolean() ? "." : "_0").append(random.nextInt(3));
    }
    return MigrationVersion.of(text.toString());
  }

  @ParameterizedTest
  @CsvSource({"1.0, 1", "01.020, 1.20", "2026_02_01, 2026.2.1", "0.0.0, 0", "0.1.0, 0.1", "10, 10"})
  void the_canonical_text_has_dots_and_no_zeros_that_do_not_count(String text, String canonical) {
    MigrationVersion version = MigrationVersion.of(text);

    assertThat(version.canonical()).isEqualTo(canonical);
    assertThat(MigrationVersion.of(canonical)).isEqualTo(version);
    assertThat(version).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "_",
        "1.",
        ".1",
        "1..2",
        "1._2",
        "v1",
        "1.0-beta",
        "1,0",
        " 1",
        "1 ",
        "-1",
        "+1",
        "1e3",
        "٣",
        "½",
        "1:2"
      })
  void a_text_that_is_no_version_is_refused_with_what_one_looks_like(String text) {
    assertThatThrownBy(() -> MigrationVersion.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is not a version: whole numbers separated by '.' or '_' are"
            + " expected, such as 1, 2026.02.1 or 20260214_0900 (at most 100 characters)");
  }

  @Test
  void a_text_that_is_too_long_is_refused_and_shown_in_part() {
    assertThat(MigrationVersion.of("1".repeat(100)).toString()).hasSize(100);
    assertThatThrownBy(() -> MigrationVersion.of("1".repeat(101)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + "1".repeat(100) + "…' is not a version");
  }
}
