package dev.showwise.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.HistoryEntry.Event;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MigrationExceptionTest {
  private static final MigrationLabel LABEL =
      new MigrationLabel(new MigrationId("showwise", MigrationVersion.of("1.0")), "2fa");

  private static MigrationReport report(MigrationReport.Outcome outcome, Problem... problems) {
    return new MigrationReport(
        outcome,
        List.of(),
        Optional.empty(),
        List.of(LABEL),
        List.of(problems),
        Optional.empty(),
        Duration.ZERO);
  }

  @Test
  void a_catalog_that_does_not_fit_together_names_every_fault() {
    IOException cause = new IOException("truncated");
    List<String> faults = new ArrayList<>(List.of("first fault", "second fault"));
    MigrationException.InvalidCatalog exception =
        new MigrationException.InvalidCatalog(faults, cause);
    faults.clear();

    assertThat(exception).hasMessage("first fault\nsecond fault").hasCause(cause);
    assertThat(exception.faults()).containsExactly("first fault", "second fault");
    assertThat(exception.report()).isEmpty();
  }

  @Test
  void a_refusal_tells_its_errors_with_their_remedies_and_leaves_warnings_to_the_report() {
    Problem table = new Problem.MissingTable(LABEL, "user");
    Problem warning = new Problem.OrphanedRows("a", "b", 2);
    Problem irreversible = new Problem.Irreversible(LABEL);
    MigrationReport report = report(MigrationReport.Outcome.REFUSED, table, warning, irreversible);

    MigrationException exception = new MigrationException.Refused(report);

    assertThat(exception)
        .hasMessage(String.join(
            "\n", table.message(), table.remedy(), irreversible.message(), irreversible.remedy()));
    assertThat(exception.report()).containsSame(report);
  }

  @Test
  void a_failure_has_its_cause_and_always_a_report() {
    MigrationReport report = report(MigrationReport.Outcome.FAILED);
    Exception cause = new Exception("no such column");

    MigrationException exception = new MigrationException.Failed("2fa failed", cause, report);

    assertThat(exception).hasMessage("2fa failed").hasCause(cause);
    assertThat(exception.report()).containsSame(report);
    assertThatThrownBy(() -> new MigrationException.Failed("2fa failed", cause, null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> new MigrationException.OutcomeUnknown("?", cause, null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void what_stopped_before_anything_was_done_has_no_report() {
    assertThat(new MigrationException.UnknownTarget("no migration is called 'x'").report())
        .isEmpty();
    assertThat(new MigrationException.Unavailable("cannot open", null).report()).isEmpty();
    assertThat(new MigrationException.Unusable("no history of ours", null).report())
        .isEmpty();
    assertThat(new MigrationException.LockTimeout("held by another", null, null).report())
        .isEmpty();
  }

  @Test
  void callers_can_tell_every_subtype_apart_and_catch_them_all() {
    assertThat(Arrays.stream(MigrationException.class.getPermittedSubclasses()))
        .allMatch(type -> Modifier.isFinal(type.getModifiers()))
        .allMatch(RuntimeException.class::isAssignableFrom);
    assertThat(Modifier.isAbstract(MigrationException.class.getModifiers())).isTrue();
  }

  @Test
  void a_report_keeps_its_lists_whatever_becomes_of_those_handed_in() {
    List<String> steps = new ArrayList<>(List.of("Table created"));
    MigrationReport.Completed completed =
        new MigrationReport.Completed(LABEL, Event.APPLIED, Duration.ZERO, steps);
    List<MigrationReport.Completed> all = new ArrayList<>(List.of(completed));
    MigrationReport report = new MigrationReport(
        MigrationReport.Outcome.MIGRATED,
        all,
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Duration.ZERO);
    steps.clear();
    all.clear();

    assertThat(report.completed()).containsExactly(completed);
    assertThat(completed.steps()).containsExactly("Table created");
  }

  @Test
  void a_plan_parts_its_problems_by_severity() {
    Problem error = new Problem.Irreversible(LABEL);
    Problem warning = new Problem.NotApplied(LABEL, "pending");
    Plan plan = new Plan(List.of(), List.of(warning, error));

    assertThat(plan.errors()).containsExactly(error);
    assertThat(plan.warnings()).containsExactly(warning);
  }

  @Test
  void warnings_alone_do_not_spoil_a_verification() {
    DatabaseInfo database = new DatabaseInfo("SQLite", "3", "");
    Problem warning = new Problem.OrphanedRows("a", "b", 2);
    Problem error = new Problem.Damaged("page 3");

    assertThat(new VerificationReport(database, 1, 1, List.of(), List.of(warning)).isWell())
        .isTrue();
    assertThat(new VerificationReport(database, 1, 1, List.of(), List.of(warning, error)).isWell())
        .isFalse();
  }
}
