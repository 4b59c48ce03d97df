package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.DataLoss;
import dev.showwise.migrate.Diagnosis;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.ImportProposal;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.RestoreProposal;
import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.StatusReport;
import dev.showwise.migrate.runner.database.DatabaseAddress;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Failure;
import dev.showwise.migrate.runner.fault.Notice;
import dev.showwise.migrate.schema.SchemaObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reports for people. */
public final class TextReporter implements Reporter {
  private final Screen screen;

  /** Reports on this screen. */
  public TextReporter(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void note(List<Notice> notices) {
    notices.forEach(notice -> Words.tell(screen, notice));
  }

  @Override
  public void insist(Notice notice) {
    screen.error("WARNING: " + Words.indented(notice.message()));
    screen.error("  " + Words.indented(notice.remedy()));
  }

  @Override
  public void aboutToRestore(RestoreProposal proposal, DatabaseAddress address) {
    screen.always("");
    screen.always("WARNING: restoring replaces all of " + address.shownName() + ".");
    // of an empty file nothing is kept; what cannot be read has a warning of its own
    boolean hasSomething =
        proposal.replacedRows() > 0 || proposal.replacedState().isPresent();
    screen.always("  There now:  " + Words.state(proposal.replacedState()) + ", "
        + Words.count(proposal.replacedRows(), "row")
        + (hasSomething ? "; it is kept as a backup" : ""));
    screen.always("  Instead:    " + Words.state(proposal.state()) + ", "
        + Words.count(proposal.rows(), "row")
        + proposal.createdAt().map(at -> ", made on " + Words.time(at)).orElse("") + ", from "
        + proposal.file());
    proposal.warnings().forEach(warning -> screen.always("  Mind: " + warning));
  }

  @Override
  public void aboutToImport(ImportProposal proposal) {
    screen.always("");
    screen.always("From " + proposal.tool() + ", whose table is " + proposal.table() + ":");
    proposal
        .imported()
        .forEach(one -> screen.always("  " + one.migration() + "   (" + one.theirs() + ")"));
    proposal.problems().forEach(problem -> Words.tell(screen, Notice.of(problem)));
    screen.always(Words.count(proposal.imported().size(), "migration")
        + " would be recorded as imported. Nothing is executed, and the table of "
        + proposal.tool() + " stays as it is.");
  }

  @Override
  public void opening(DatabaseAddress address) {
    screen.line("Database " + address.shownName());
  }

  @Override
  public MigrationListener progress() {
    return new TextProgress(screen);
  }

  @Override
  public void aboutToRollBack(Plan plan) {
    screen.always("");
    screen.always("WARNING: rolling back destroys what the migrations made. In this order:");
    for (Plan.Step step : plan.steps()) {
      screen.always("  " + step.migration() + ": " + step.description());
      for (DataLoss.Item item : step.loss().items()) {
        screen.always("    lost: " + item);
      }
    }
    long rows = plan.steps().stream().mapToLong(step -> step.loss().rows()).sum();
    screen.always(
        rows == 0
            ? "No rows would be lost."
            : Words.count(rows, "row") + " would be lost, or lose values, for ever.");
    plan.warnings().forEach(problem -> Words.tell(screen, Notice.of(problem)));
  }

  @Override
  public void aboutToRepair(Diagnosis diagnosis, RepairDecision decision) {
    DiagnosisWords.before(screen, diagnosis, decision);
  }

  @Override
  public void migrated(MigrationReport report) {
    tellProblems(report.problems());
    if (report.outcome() == MigrationReport.Outcome.NOTHING_TO_DO) {
      screen.line("✓ Nothing to do: the database has everything that was asked for.");
      return;
    }
    List<String> parts = new ArrayList<>();
    addCount(parts, report, Event.APPLIED, "applied");
    addCount(parts, report, Event.ADOPTED, "adopted");
    screen.line("");
    screen.line("✓ Done: " + String.join(", ", parts) + timing(report) + ".");
  }

  private static void addCount(
      List<String> parts, MigrationReport report, Event event, String word) {
    long count = report.completed().stream().filter(c -> c.event() == event).count();
    if (count > 0) {
      parts.add(Words.count(count, "migration") + " " + word);
    }
  }

  private String timing(MigrationReport report) {
    return screen.isVerbose() ? " in " + report.duration().toMillis() + " ms" : "";
  }

  @Override
  public void rolledBack(MigrationReport report, ExitCode exit) {
    tellProblems(report.problems());
    switch (report.outcome()) {
      case NOTHING_TO_DO -> screen.line("✓ Nothing to do: nothing of it is applied.");
      case DECLINED -> {
        // the note that came before says why
      }
      default ->
        screen.line("✓ Done: " + Words.count(report.completed().size(), "migration")
            + " rolled back" + timing(report) + ".");
    }
  }

  @Override
  public void listed(StatusReport report) {
    new MigrationTable(screen).print(report);
    Words.findings(screen, report.problems());
  }

  @Override
  public void described(SchemaDescription schema) {
    for (SchemaObject object : schema.objects()) {
      if (object.definition().isBlank()) {
        TableWords.of(object, schema).forEach(screen::verbatim);
      } else {
        screen.verbatim(object.definition().strip() + ";");
      }
    }
  }

  @Override
  public void report(Document document) {
    document.print(screen);
  }

  @Override
  public void created(Path folder, List<String> nextCommands) {
    screen.line("✓ Created " + folder);
    screen.line("");
    screen.line("Next:");
    nextCommands.forEach(command -> screen.line("  " + command));
  }

  @Override
  public void remark(String text) {
    screen.line(text);
  }

  @Override
  public void failed(Failure failure, Supplier<SupportNote> support) {
    tell(failure);
    // it takes a moment, and people should know by then what happened
    SupportNote note = support.get();
    note.warnings().forEach(warning -> Words.tell(screen, warning));
    note.file()
        .ifPresent(file -> screen.error("Support report: " + file
            + " (give it to whoever helps; it has no passwords and no rows; look at it first)"));
  }

  private void tell(Failure failure) {
    failure.notices().stream()
        .filter(Notice::isError)
        .forEach(notice -> Words.tell(screen, notice));
    failure.report().ifPresent(report -> {
      report.failed().ifPresent(this::tell);
      if (!report.completed().isEmpty()) {
        screen.error("  Done before it, and it stays: "
            + names(report.completed().stream()
                .map(MigrationReport.Completed::migration)
                .toList()));
      }
      boolean begun = report.failed().isPresent() || !report.completed().isEmpty();
      if (begun && !report.remaining().isEmpty()) {
        screen.error("  Not done: " + names(report.remaining()));
      }
      if (failure.notices().isEmpty()) {
        tellProblems(report.problems());
      }
    });
    // such as the way back: of use to whoever knows by now what happened
    failure.notices().stream()
        .filter(notice -> !notice.isError())
        .forEach(notice -> Words.tell(screen, notice));
    screen.trace(failure.cause());
  }

  private void tell(MigrationReport.Failure failed) {
    screen.error("✗ " + failed.migration().name() + " failed: " + Words.indented(failed.message()));
    if (!failed.statement().isEmpty()) {
      screen.error("  Statement: " + Words.indented(failed.statement()));
    }
    if (failed.position().isPresent()) {
      screen.error("  In " + failed.position().get());
    }
    if (!failed.sqlState().isEmpty()) {
      screen.error("  SQLSTATE: " + failed.sqlState());
    }
    screen.error("  "
        + switch (failed.undone()) {
          case COMPLETELY ->
            "Everything that it did is undone: the database is as it was before "
                + failed.migration().name() + ".";
          case NOT ->
            "It ran outside a transaction: what came before the failing statement stays. The next run"
                + " refuses it unless it is safe to repeat (ExecutionOptions.safeToRepeat()). What is"
                + " known, and which decisions there are: repair "
                + failed.migration().qualifiedName();
          case UNKNOWN ->
            "It cannot be told whether the database kept what it did. Run list and verify.";
        });
  }

  private void tellProblems(List<Problem> problems) {
    problems.forEach(problem -> Words.tell(screen, Notice.of(problem)));
  }

  private static String names(List<MigrationLabel> labels) {
    return labels.stream().map(MigrationLabel::toString).collect(Collectors.joining(", "));
  }
}
