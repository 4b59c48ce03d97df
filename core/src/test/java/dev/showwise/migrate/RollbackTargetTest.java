package dev.showwise.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackTargetTest {

  @Test
  void a_version_may_name_its_module_or_leave_it_open() {
    assertThat(RollbackTarget.downTo("showwise:1.0"))
        .isEqualTo(new RollbackTarget.DownTo("showwise", MigrationVersion.of("1")));
    assertThat(RollbackTarget.downTo("1.0"))
        .isEqualTo(new RollbackTarget.DownTo("", MigrationVersion.of("1")));
  }

  @Test
  void what_is_no_version_is_refused() {
    assertThatThrownBy(() -> RollbackTarget.downTo(":1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("':1' names no module before the colon");
    assertThatThrownBy(() -> RollbackTarget.downTo("showwise:last"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'last' is not a version");
  }

  @Test
  void at_least_one_name_is_needed() {
    assertThat(RollbackTarget.named("2fa")).isEqualTo(new RollbackTarget.Named(List.of("2fa")));
    assertThatThrownBy(RollbackTarget::named)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least one migration must be named");
  }

  @Test
  void the_last_one_needs_no_name() {
    assertThat(RollbackTarget.last()).isEqualTo(new RollbackTarget.Last());
  }

  @Test
  void consent_can_be_given_to_no_loss_or_to_any() {
    Plan harmless = planThatLoses(0);
    Plan harmful = planThatLoses(1);

    assertThat(RollbackConsent.ifNothingIsLost().agreesTo(harmless)).isTrue();
    assertThat(RollbackConsent.ifNothingIsLost().agreesTo(harmful)).isFalse();
    assertThat(RollbackConsent.toAnyLoss().agreesTo(harmful)).isTrue();
  }

  private static Plan planThatLoses(long rows) {
    MigrationLabel label =
        new MigrationLabel(new MigrationId("showwise", MigrationVersion.of("1")), "2fa");
    Plan.Step step = new Plan.Step(
        label,
        "",
        HistoryEntry.Direction.DOWN,
        Plan.Reason.ROLLBACK,
        Presence.present(),
        new DataLoss(List.of(new DataLoss.Item("two_factor_auth", "", rows))));
    return new Plan(List.of(step), List.of());
  }
}
