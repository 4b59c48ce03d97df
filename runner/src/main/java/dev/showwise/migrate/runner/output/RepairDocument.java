package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.Diagnosis;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.RepairReport;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Notice;
import java.util.List;
import java.util.Locale;

/** What came of a decision, and what was known before. */
public record RepairDocument(RepairReport report, DiagnosisDocument found) implements Document {
  @Override
  public ExitCode exit() {
    return report.outcome() == RepairReport.Outcome.DECLINED ? ExitCode.DECLINED : ExitCode.DONE;
  }

  @Override
  public List<Notice> notices() {
    return report.problems().stream().map(Notice::of).toList();
  }

  @Override
  public void print(Screen screen) {
    notices().forEach(notice -> Words.tell(screen, notice));
    Diagnosis before = found.diagnosis();
    switch (report.outcome()) {
      case REPAIRED ->
        screen.line("✓ Done: " + before.migration() + " was " + before.state().word()
            + " and is settled as " + report.decision().word() + "." + next());
      case NOTHING_TO_DO ->
        screen.line(
            "✓ Nothing to do: " + before.migration() + " is " + before.state().word() + ".");
      case DECLINED -> {
        // the note that came before says why
      }
    }
  }

  private String next() {
    boolean isPending =
        report.decision() == RepairDecision.NOT_DONE || report.decision() == RepairDecision.UNDO;
    return isPending
        ? " If it is at hand, the next migrate applies it."
        : " verify says whether all is well.";
  }

  @Override
  public void write(JsonDocument json) {
    json.text("outcome", report.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.text("decision", report.decision().word());
    found.writeFindings(json);
    json.textOrNull("backup", report.backup().map(b -> b.file().toString()).orElse(""));
    json.texts("steps", report.steps());
    json.number("millis", report.duration().toMillis());
  }
}
