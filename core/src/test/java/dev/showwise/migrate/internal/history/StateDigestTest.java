package dev.showwise.migrate.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateDigestTest {
  private static MigrationId id(String module, String version) {
    return new MigrationId(module, MigrationVersion.of(version));
  }

  private static String digest(MigrationId id, Optional<Checksum> checksum) {
    StateDigest digest = new StateDigest();
    digest.addDone(id, checksum);
    return digest.toString();
  }

  /** Recorded digests of all users depend on this value: it must never change. */
  @Test
  void has_a_value_that_stays_the_same_in_every_release() {
    assertThat(new StateDigest()).hasToString("sum-sha256-1:" + "0".repeat(64));
    assertThat(digest(id("showwise", "1.0"), Optional.of(new Checksum("schema-1", "abc"))))
        .isEqualTo(digest(id("showwise", "1"), Optional.of(new Checksum("schema-1", "abc"))))
        .isEqualTo("sum-sha256-1:9a302a6bb8817b78f3a746043dd5a35bac0b78775ca0a92d8aadfa9f3d48bdad");
  }

  @Test
  void tells_modules_versions_and_checksums_apart_and_an_absent_checksum_from_an_empty_one() {
    List<String> digests = List.of(
        digest(id("a", "1"), Optional.empty()),
        digest(id("b", "1"), Optional.empty()),
        digest(id("a", "2"), Optional.empty()),
        digest(id("a", "1"), Optional.of(new Checksum("x", ""))),
        digest(id("a", "1"), Optional.of(new Checksum("x", "1"))));

    assertThat(digests).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void is_the_same_in_any_order_and_subtraction_undoes_addition(long seed) {
    Random random = new Random(seed);
    List<MigrationId> ids = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      ids.add(id("m", Integer.toString(i)));
    }
    StateDigest first = new StateDigest();
    ids.forEach(i -> first.addDone(i, Optional.empty()));
    Collections.shuffle(ids, random);
    StateDigest second = new StateDigest();
    StateDigest.Standing unfinished = StateDigest.Standing.UNFINISHED;
    for (MigrationId i : ids) {
      second.add(i, unfinished, Optional.empty());
      second.addDone(i, Optional.empty());
    }
    Collections.shuffle(ids, random);
    ids.forEach(i -> second.subtract(i, unfinished, Optional.empty()));

    assertThat(second).hasToString(first.toString());
    ids.forEach(i -> second.subtract(i, StateDigest.Standing.DONE, Optional.empty()));
    assertThat(second).hasToString(new StateDigest().toString());
  }
}
