package dev.showwise.migrate.examples.showwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.showwise.migrate.DataLoss;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackTest {
  @TempDir
  Path folder;

  private Installation installation;

  @BeforeEach
  void an_installation_in_use() {
    installation = Installation.in(folder.resolve("production_crew.db"))
        .base()
        .allScripts()
        .ran(Piece.TWO_FACTOR);
    assertThat(installation.engine().migrate().outcome()).isEqualTo(Outcome.MIGRATED);
  }

  @Test
  void rolling_back_2fa_says_how_many_rows_would_go() {
    Plan plan = installation.engine().planRollback(RollbackTarget.named("2fa"));

    assertThat(plan.errors()).isEmpty();
    assertThat(plan.steps()).singleElement().satisfies(step -> {
      assertThat(step.migration().qualifiedName()).isEqualTo("showwise:2fa");
      assertThat(step.loss().items()).containsExactly(new DataLoss.Item("two_factor_auth", "", 2));
    });
  }

  @Test
  void with_consent_the_table_goes_and_everything_else_stays() {
    Snapshot before = installation.snapshot();

    MigrationReport report =
        installation.engine().rollback(RollbackTarget.named("2fa"), RollbackConsent.toAnyLoss());

    assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    Snapshot after = installation.snapshot();
    assertThat(after.tables()).doesNotContain("two_factor_auth");
    assertThat(after.objects()).isEqualTo(before.objects());
    after
        .tables()
        .forEach(table -> assertThat(after.rows(table)).as(table).isEqualTo(before.rows(table)));
    assertThat(installation.engine().migrate().completed()).hasSize(1);
    assertThat(installation.snapshot().tables()).isEqualTo(before.tables());
  }

  @Test
  void without_consent_nothing_is_changed() {
    String before = installation.sha256();

    MigrationReport report = installation
        .engine()
        .rollback(RollbackTarget.named("2fa"), RollbackConsent.ifNothingIsLost());

    assertThat(report.outcome()).isEqualTo(Outcome.DECLINED);
    assertThat(installation.sha256()).isEqualTo(before);
  }

  @Test
  void mi_takes_its_dependants_with_it_and_base_stays() {
    Set<String> base =
        Set.of("user", "equipment", "event", "crew_assignment", "pick_list_item", "stage_plan");

    Plan plan = installation.engine().planRollback(RollbackTarget.named("mi"));
    assertThat(plan.steps())
        .extracting(step -> step.migration().name())
        .containsExactly("usertags", "mi2", "mi");

    installation.engine().rollback(RollbackTarget.named("mi"), RollbackConsent.toAnyLoss());

    assertThat(installation.snapshot().tables())
        .containsAll(base)
        .doesNotContain("todo_item", "cast_member", "cast_schedule", "cast_note");
    assertThat(installation.snapshot().rows("user"))
        .hasSize(21)
        .allSatisfy(user -> assertThat(user).doesNotContainKeys("is_cast", "user_role"));
    assertThat(installation.engine().migrate().outcome()).isEqualTo(Outcome.MIGRATED);
    assertThat(installation.engine().verify().isWell()).isTrue();
  }

  @Test
  void the_base_is_never_rolled_back() {
    String before = installation.sha256();

    MigrationException.Refused refused = catchThrowableOfType(
        MigrationException.Refused.class,
        () -> installation
            .engine()
            .rollback(RollbackTarget.named("base"), RollbackConsent.toAnyLoss()));

    assertThat(refused.report().map(MigrationReport::problems).orElse(List.of()))
        .extracting(Problem::code)
        .contains("irreversible");
    assertThat(installation.sha256()).isEqualTo(before);
  }

  @Test
  void what_the_application_made_itself_can_be_rolled_back_too() {
    Installation other = Installation.in(folder.resolve("application.db")).madeByTheApplication();
    other.engine().migrate();

    MigrationReport report = other
        .engine()
        .rollback(RollbackTarget.named("2fa", "stageplan", "mi3"), RollbackConsent.toAnyLoss());

    assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(other.snapshot().tables())
        .contains("user", "cast_member")
        .doesNotContain("two_factor_auth", "stage_plan_object", "o_auth_connection");
  }

  @Test
  void a_column_that_a_reference_holds_fast_stops_the_rollback_and_its_step_is_undone() {
    Installation other = Installation.in(folder.resolve("application.db")).madeByTheApplication();
    other.engine().migrate();
    Snapshot before = other.snapshot();

    MigrationException.Failed failed = catchThrowableOfType(
        MigrationException.Failed.class,
        () -> other.engine().rollback(RollbackTarget.named("mi2"), RollbackConsent.toAnyLoss()));

    assertThat(failed).hasMessageContaining("mi2").hasMessageContaining("cast_member");
    assertThat(failed.report().orElseThrow().completed())
        .extracting(done -> done.migration().name() + " " + done.event())
        .containsExactly("usertags REVERTED");
    assertThat(failed.report().orElseThrow().failed().orElseThrow().undone())
        .isEqualTo(MigrationReport.Undone.COMPLETELY);
    Snapshot after = other.snapshot();
    assertThat(after.tables()).isEqualTo(before.tables());
    after
        .tables()
        .forEach(table -> assertThat(after.rowsAsIn(before, table, Set.of("user_role")))
            .as(table)
            .isEqualTo(before.rowsAsIn(before, table, Set.of("user_role"))));
    assertThat(other.engine().migrate().completed())
        .extracting(done -> done.migration().name())
        .containsExactly("usertags");
  }
}
