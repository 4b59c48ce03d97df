package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.RestoreProposal;
import dev.showwise.migrate.RestoreReport;
import dev.showwise.migrate.RestoreReport.Outcome;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Notice;
import java.nio.file.Path;
import java.util.List;

/** What a restore did. */
public record RestoreDocument(RestoreReport report) implements Document {
  @Override
  public ExitCode exit() {
    return report.outcome() == Outcome.DECLINED ? ExitCode.DECLINED : ExitCode.DONE;
  }

  @Override
  public List<Notice> notices() {
    return report.proposal().warnings().stream()
        .map(warning -> Notice.warning("restore", warning, ""))
        .toList();
  }

  @Override
  public void print(Screen screen) {
    if (report.outcome() == Outcome.DECLINED) {
      return;
    }
    report.kept().ifPresent(kept -> screen.line("✓ What was there before is kept in " + kept));
    screen.line("✓ Done: the database is what " + report.proposal().file()
        + " is; it was read back and compared.");
    screen.line("  Start the application with the version that fits it.");
  }

  @Override
  public void write(JsonDocument json) {
    json.text("outcome", report.outcome() == Outcome.DECLINED ? "declined" : "restored");
    RestoreProposal proposal = report.proposal();
    json.text("file", proposal.file().toString());
    json.textOrNull("createdAt", proposal.createdAt().map(Object::toString).orElse(""));
    json.textOrNull("state", proposal.state().orElse(""));
    json.number("rows", proposal.rows());
    json.textOrNull("replacedState", proposal.replacedState().orElse(""));
    json.number("replacedRows", proposal.replacedRows());
    json.textOrNull("kept", report.kept().map(Path::toString).orElse(""));
    json.number("millis", report.duration().toMillis());
  }
}
