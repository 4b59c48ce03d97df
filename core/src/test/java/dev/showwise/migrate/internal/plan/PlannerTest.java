package dev.showwise.migrate.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException.UnknownTarget;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.internal.discovery.Catalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest extends PlanCase {
  @Test
  void what_is_done_is_not_planned_and_what_was_reverted_is() {
    Catalog catalog = catalog(Step.of("1"), Step.of("2"), Step.of("3"), Step.of("4"), Step.of("5"));
    happened("1", Event.APPLIED);
    happened("2", Event.ADOPTED);
    happened("3", Event.IMPORTED);
    happened("4", Event.APPLIED);
    happened("4", Event.REVERTED, Direction.DOWN);

    assertThat(names(up(catalog, Target.all()))).containsExactly("v4 REVERTED", "v5 PENDING");
  }

  @Test
  void a_persons_decision_counts_by_its_direction() {
    Catalog catalog = catalog(Step.of("1"), Step.of("2"));
    happened("1", Event.FAILED);
    happened("1", Event.REPAIRED, Direction.UP);
    happened("2", Event.FAILED);
    happened("2", Event.REPAIRED, Direction.DOWN);

    assertThat(names(up(catalog, Target.all()))).containsExactly("v2 REVERTED");
  }

  @Test
  void a_lower_version_than_the_highest_that_is_done_is_late() {
    Catalog catalog = catalog(Step.of("1"), Step.of("2"), Step.of("3"));
    happened("2", Event.APPLIED);

    assertThat(names(up(catalog, Target.all()))).containsExactly("v1 LATE", "v3 PENDING");
  }

  @Test
  void a_target_brings_its_dependencies_and_nothing_else() {
    Catalog catalog = catalog(Step.of("1"), Step.of("2"), Step.of("3", "v1"), Step.of("4", "v3"));

    assertThat(names(up(catalog, Target.named("v4"))))
        .containsExactly("v1 PENDING", "v3 PENDING", "v4 PENDING");
    assertThat(names(up(catalog, Target.upTo("2")))).containsExactly("v1 PENDING", "v2 PENDING");
    assertThat(names(up(catalog, Target.upTo("m:1.0")))).containsExactly("v1 PENDING");
  }

  @Test
  void a_changed_checksum_is_an_error_also_where_there_was_none_before() {
    Catalog catalog =
        catalog(Step.of("1").checksum("new"), Step.of("2").checksum("x"), Step.of("3"));
    happened("1", Event.APPLIED, "old");
    happened("2", Event.APPLIED);
    happened("3", Event.APPLIED, "gone");

    Plan plan = up(catalog, Target.all());

    assertThat(plan.steps()).isEmpty();
    assertThat(codes(plan))
        .containsExactly("checksum-changed", "checksum-changed", "checksum-changed");
  }

  @Test
  void a_changed_checksum_of_one_that_asks_for_it_is_a_step() {
    Catalog catalog =
        catalog(Step.of("1").checksum("new").options(ExecutionOptions.DEFAULT.onChange()));
    happened("1", Event.APPLIED, "old");

    assertThat(names(up(catalog, Target.all()))).containsExactly("v1 CHANGED");
  }

  @Test
  void an_unfinished_one_blocks_its_module_unless_it_may_be_repeated() {
    Catalog blocked = catalog(Step.of("1"), Step.of("2"));
    happened("1", Event.INTERRUPTED);

    assertThat(up(blocked, Target.all()).steps()).isEmpty();
    assertThat(codes(up(blocked, Target.all()))).containsExactly("unfinished", "blocked");
    Catalog repeatable = catalog(
        Step.of("1").options(ExecutionOptions.DEFAULT.outsideTransaction().safeToRepeat()),
        Step.of("2"));
    assertThat(names(up(repeatable, Target.all()))).containsExactly("v1 UNFINISHED", "v2 PENDING");
  }

  @Test
  void an_attempt_that_ended_before_anything_was_done_leaves_it_as_it_was() {
    Catalog catalog = catalog(Step.of("1"), Step.of("2"), Step.of("3"));
    happened("1", Event.APPLIED);
    happened("2", Event.APPLIED);
    happened("2", Event.STARTED, Direction.DOWN, 0);
    happened("2", Event.INTERRUPTED, Direction.DOWN, 0);
    happened("3", Event.STARTED, Direction.UP, 0);
    happened("3", Event.FAILED, Direction.UP, 0);

    assertThat(names(up(catalog, Target.all()))).containsExactly("v3 PENDING");
    assertThat(codes(up(catalog, Target.all()))).isEmpty();
    assertThat(names(down(catalog, RollbackTarget.named("v2")))).containsExactly("v2 ROLLBACK");
  }

  @Test
  void rolling_back_takes_dependants_of_dependants_first() {
    Catalog catalog = catalog(Step.of("1"), Step.of("2", "v1"), Step.of("3"), Step.of("4", "v2"));
    for (String version : List.of("1", "2", "3", "4")) {
      happened(version, Event.APPLIED);
    }

    assertThat(names(down(catalog, RollbackTarget.named("v1"))))
        .containsExactly("v4 ROLLBACK", "v2 ROLLBACK", "v1 ROLLBACK");
    assertThat(names(down(catalog, RollbackTarget.last()))).containsExactly("v4 ROLLBACK");
    assertThat(names(down(catalog, RollbackTarget.downTo("2"))))
        .containsExactly("v4 ROLLBACK", "v3 ROLLBACK");
  }

  @Test
  void rolling_back_what_is_not_applied_is_a_warning() {
    Catalog catalog = catalog(Step.of("1"));

    Plan plan = down(catalog, RollbackTarget.named("v1"));

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.errors()).isEmpty();
    assertThat(codes(plan)).containsExactly("not-applied");
  }

  @Test
  void what_is_only_in_the_history_is_missing_or_newer() {
    happened("1", Event.APPLIED);
    happened("9", Event.APPLIED);
    Catalog catalog = catalog(Step.of("2"));

    assertThat(codes(up(catalog, Target.all())))
        .containsExactly("missing-migration", "newer-history");
    assertThatThrownBy(() -> down(catalog, RollbackTarget.named("v9")))
        .isInstanceOf(UnknownTarget.class)
        .hasMessageContaining("m:v9 (9) is in the history")
        .hasMessageContaining("Add the jar");
    assertThatThrownBy(() -> down(catalog, RollbackTarget.last()))
        .isInstanceOf(UnknownTarget.class)
        .hasMessageContaining("applied last is m:v9 (9)");
  }

  @Test
  void an_unfinished_one_that_is_not_at_hand_is_told_too() {
    happened("1", Event.APPLIED);
    happened("2", Event.FAILED);

    assertThat(codes(up(catalog(Step.of("1")), Target.all()))).containsExactly("unfinished");
    Plan next = up(catalog(Step.of("1"), Step.of("3")), Target.all());
    assertThat(codes(next)).containsExactly("unfinished", "blocked");
    assertThat(next.steps()).as("the rest of its module waits").isEmpty();
  }

  @Test
  void unknown_targets_are_answered_with_what_is_known() {
    Catalog catalog = catalog(Step.of("1"), Step.of("2"));

    assertThatThrownBy(() -> up(catalog, Target.named("v3")))
        .hasMessageContaining("There is no migration 'v3'. Did you mean 'v1'? Known are: v1, v2.");
    assertThatThrownBy(() -> up(catalog, Target.upTo("n:1")))
        .hasMessageContaining("There is no module 'n'. Did you mean 'm'?");
    assertThatThrownBy(() -> up(catalog, Target.upTo("7")))
        .hasMessageContaining("No module has a version 7. Known are: m:1, m:2.");
  }
}
