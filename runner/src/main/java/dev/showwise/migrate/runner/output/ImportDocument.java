package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.ImportProposal;
import dev.showwise.migrate.ImportReport;
import dev.showwise.migrate.ImportReport.Outcome;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Notice;
import java.util.List;
import java.util.Locale;

/** What was taken over from another tool. */
public record ImportDocument(ImportReport report) implements Document {
  @Override
  public ExitCode exit() {
    return report.outcome() == Outcome.DECLINED ? ExitCode.DECLINED : ExitCode.DONE;
  }

  @Override
  public List<Notice> notices() {
    return report.proposal().problems().stream().map(Notice::of).toList();
  }

  @Override
  public void print(Screen screen) {
    ImportProposal proposal = report.proposal();
    switch (report.outcome()) {
      case IMPORTED -> {
        screen.line("✓ Done: " + Words.count(proposal.imported().size(), "migration") + " of "
            + proposal.tool() + " recorded as imported.");
        again(screen, proposal.runsAgain());
        screen.line("  verify says whether all is well; plan, what is left to do. Do not run "
            + proposal.tool() + " on this database any more.");
      }
      case NOTHING_TO_DO ->
        screen.line("✓ Nothing to do: the history has all that " + proposal.tool() + " has done"
            + (proposal.recorded().isEmpty() ? ", which is nothing." : "."));
      case DECLINED -> {
        // the note that came before says why
      }
    }
  }

  private static void again(Screen screen, List<MigrationLabel> labels) {
    if (!labels.isEmpty()) {
      screen.line("  The next migrate runs once more what runs at each change: "
          + String.join(", ", labels.stream().map(MigrationLabel::toString).toList()) + ".");
    }
  }

  @Override
  public void write(JsonDocument json) {
    ImportProposal proposal = report.proposal();
    json.text("outcome", report.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.text("tool", proposal.tool());
    json.text("table", proposal.table());
    json.array("imported", proposal.imported(), (one, taken) -> {
      one.migration(taken.migration());
      one.text("theirs", taken.theirs());
    });
    json.array("recorded", proposal.recorded(), (one, label) -> one.migration(label));
    json.array("runsAgain", proposal.runsAgain(), (one, label) -> one.migration(label));
    json.number("millis", report.duration().toMillis());
  }
}
