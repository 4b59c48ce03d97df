package dev.showwise.migrate.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException.UnknownTarget;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.internal.discovery.Catalog;
import org.junit.jupiter.api.Test;

/** Which migrations people mean. */
class TargetResolverTest extends PlanCase {
  private static MigrationId id(String module, String version) {
    return new MigrationId(module, MigrationVersion.of(version));
  }

  private void gone(String module, String version, String name) {
    happened(new MigrationLabel(id(module, version), name), Event.APPLIED, Direction.UP, 0);
  }

  private MigrationId recorded(Catalog catalog, String typed) {
    return new TargetResolver(catalog).recorded(typed, history);
  }

  @Test
  void one_that_is_at_hand_is_found_by_name_by_module_and_by_version() {
    Catalog catalog = catalog(Step.of("1"), Step.of("2"));

    for (String typed : new String[] {"v2", "m:v2", "m:2", "migrate_v2"}) {
      assertThat(recorded(catalog, typed)).as(typed).isEqualTo(id("m", "2"));
    }
  }

  @Test
  void one_that_is_only_in_the_history_is_found_in_the_same_ways() {
    gone("old", "7", "relics");
    Catalog catalog = catalog(Step.of("1"));

    for (String typed : new String[] {"relics", "old:relics", "old:7"}) {
      assertThat(recorded(catalog, typed)).as(typed).isEqualTo(id("old", "7"));
    }
    assertThatThrownBy(() -> recorded(catalog, "nothing"))
        .isInstanceOf(UnknownTarget.class)
        .hasMessageContaining("There is no migration 'nothing'");
  }

  @Test
  void a_name_that_the_history_has_more_than_once_is_refused_with_what_to_type() {
    gone("old", "7", "relics");
    gone("other", "1", "relics");

    assertThatThrownBy(() -> recorded(catalog(Step.of("1")), "relics"))
        .isInstanceOf(UnknownTarget.class)
        .hasMessageContaining("is in the history more than once")
        .hasMessageContaining("old:7 or other:1");
  }

  @Test
  void a_name_that_several_modules_have_is_refused_with_what_to_type() {
    Catalog catalog = catalog(Step.of("1"), Step.in("n", "1"));

    assertThatThrownBy(() -> up(catalog, Target.named("v1")))
        .hasMessageContaining("more than one module")
        .hasMessageContaining("m:v1 or n:v1");
    assertThatThrownBy(() -> up(catalog, Target.upTo("1")))
        .hasMessageContaining("more than one module")
        .hasMessageContaining("m:1 or n:1");
    assertThat(up(catalog, Target.named("n:v1")).steps()).hasSize(1);
  }

  @Test
  void a_version_that_its_module_does_not_have_is_refused() {
    assertThatThrownBy(() -> up(catalog(Step.of("1"), Step.of("2")), Target.upTo("m:7")))
        .hasMessage("Module 'm' has no version 7. Known are: m:1, m:2.");
  }

  @Test
  void what_is_known_is_told_as_it_was_asked_for() {
    Catalog catalog = catalog(Step.of("1"));

    assertThatThrownBy(() -> up(catalog, Target.named("x:y")))
        .hasMessageContaining("Known are: m:v1.");
    assertThatThrownBy(() -> up(catalog, Target.named(":y")))
        .hasMessageContaining("Known are: m:v1.");
  }
}
