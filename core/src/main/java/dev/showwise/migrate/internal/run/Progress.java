package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run has done so far; gives the report at any moment. */
final class Progress {
  private final long start = System.nanoTime();
  private final List<Completed> completed = new ArrayList<>();
  private final Set<Problem> warnings = new LinkedHashSet<>();
  private List<MigrationLabel> planned = List.of();
  private @Nullable Backup backup;

  void plan(Plan plan) {
    planned = plan.steps().stream().map(Plan.Step::migration).toList();
    warnings.addAll(plan.warnings());
  }

  void complete(Completed one) {
    completed.add(one);
  }

  void warn(List<? extends Problem> problems) {
    warnings.addAll(problems);
  }

  void backedUp(Backup made) {
    backup = made;
  }

  boolean hasCompletedSteps() {
    return !completed.isEmpty();
  }

  MigrationReport report(Outcome outcome) {
    return report(outcome, Optional.empty(), List.of());
  }

  MigrationReport refused(List<Problem> errors) {
    return report(hasCompletedSteps() ? Outcome.FAILED : Outcome.REFUSED, Optional.empty(), errors);
  }

  MigrationReport failed(Failure failure) {
    return report(Outcome.FAILED, Optional.of(failure), List.of());
  }

  private MigrationReport report(Outcome outcome, Optional<Failure> failure, List<Problem> errors) {
    Set<MigrationLabel> remaining = new LinkedHashSet<>(planned);
    for (Completed one : completed) {
      remaining.remove(one.migration());
    }
    if (failure.isPresent()) {
      remaining.remove(failure.get().migration());
    }
    List<Problem> problems = new ArrayList<>(errors);
    for (Problem warning : warnings) {
      if (!problems.contains(warning)) {
        problems.add(warning);
      }
    }
    return new MigrationReport(
        outcome,
        completed,
        failure,
        List.copyOf(remaining),
        problems,
        Optional.ofNullable(backup),
        Duration.ofNanos(System.nanoTime() - start));
  }
}
