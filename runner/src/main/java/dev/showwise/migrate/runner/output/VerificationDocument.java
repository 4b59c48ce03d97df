package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.Problem.Severity;
import dev.showwise.migrate.VerificationReport;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Notice;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a database is what its history says. */
public record VerificationDocument(VerificationReport report) implements Document {
  private static final int MOST_NAMED = 3;

  @Override
  public ExitCode exit() {
    return report.isWell() ? ExitCode.DONE : ExitCode.NOT_AS_ASKED;
  }

  @Override
  public List<Notice> notices() {
    return report.problems().stream().map(Notice::of).toList();
  }

  @Override
  public void print(Screen screen) {
    Words.notices(screen, notices());
    String checked =
        Words.count(report.verified(), "applied migration") + " compared with the schema, "
            + Words.count(report.historyRows(), "row") + " of the history checked";
    if (report.isWell()) {
      screen.line("✓ All is well: " + checked + ".");
    } else {
      screen.line("✗ Not all is well: " + Words.count(count(Severity.ERROR), "problem") + ". "
          + checked + ".");
    }
    if (!report.undeclared().isEmpty()) {
      screen.line("  Objects that no migration declares were not looked for: " + named()
          + " may have made them, and "
          + (report.undeclared().size() == 1 ? "does" : "do") + " not declare what was made.");
    }
  }

  private long count(Severity severity) {
    return report.problems().stream().filter(p -> p.severity() == severity).count();
  }

  private String named() {
    int more = report.undeclared().size() - MOST_NAMED;
    String names = report.undeclared().stream()
        .limit(MOST_NAMED)
        .map(MigrationLabel::toString)
        .collect(Collectors.joining(", "));
    return more > 0 ? names + " and " + more + " more" : names;
  }

  @Override
  public void write(JsonDocument json) {
    json.text("outcome", report.isWell() ? "well" : "not-well");
    json.database(report.database());
    json.number("verified", report.verified());
    json.number("historyRows", report.historyRows());
    json.array("undeclared", report.undeclared(), JsonDocument::migration);
  }
}
