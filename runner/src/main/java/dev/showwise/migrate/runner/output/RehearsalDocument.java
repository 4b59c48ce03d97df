package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.RehearsalReport;
import dev.showwise.migrate.RehearsalReport.Back;
import dev.showwise.migrate.RehearsalReport.Rehearsed;
import dev.showwise.migrate.RowComparison;
import dev.showwise.migrate.runner.database.DatabaseAddress;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Notice;
import dev.showwise.migrate.schema.ObjectChange;
import java.util.List;
import java.util.Locale;

/**
 * What the pending migrations did in a rehearsal.
 *
 * @param address the database that it is for
 * @param report what was seen
 */
public record RehearsalDocument(DatabaseAddress address, RehearsalReport report)
    implements Document {
  @Override
  public ExitCode exit() {
    return switch (report.outcome()) {
      case WELL, NOTHING_TO_DO -> ExitCode.DONE;
      case PROBLEMS, REFUSED -> ExitCode.NOT_AS_ASKED;
      case FAILED -> ExitCode.MIGRATION_FAILED;
    };
  }

  @Override
  public List<Notice> notices() {
    return report.problems().stream().map(Notice::of).toList();
  }

  @Override
  public void print(Screen screen) {
    screen.line("Database " + address.shownName());
    new RehearsalWords(screen, report).print(notices());
  }

  @Override
  public void write(JsonDocument json) {
    json.text("outcome", lower(report.outcome()));
    json.object("database", address, (one, shown) -> one.text("url", shown.shownUrl()));
    json.text("place", report.place());
    PlanDocument.writeSteps(json, report.plan());
    json.array("migrations", report.migrations(), RehearsalDocument::write);
    json.array("schema", report.schema(), RehearsalDocument::write);
    json.array("rows", report.rows(), RehearsalDocument::write);
    json.object("wayBack", report.wayBack(), (one, wayBack) -> {
      one.truth("compared", wayBack.isCompared());
      one.textOrNull("comparedWith", wayBack.comparedWith());
      one.array("schema", wayBack.schema(), RehearsalDocument::write);
      one.array("rows", wayBack.rows(), RehearsalDocument::write);
    });
    StatementWords.writeFailed(json, report.failed());
    json.number("millis", report.duration().toMillis());
  }

  private static void write(JsonDocument json, Rehearsed rehearsed) {
    json.migration(rehearsed.migration());
    json.text("description", rehearsed.description());
    json.text("event", rehearsed.event().name());
    json.number("millis", rehearsed.duration().toMillis());
    json.texts("steps", rehearsed.steps());
    StatementWords.write(json, rehearsed.statements());
    json.object("back", rehearsed.back(), RehearsalDocument::write);
  }

  private static void write(JsonDocument json, Back back) {
    if (back instanceof Back.Reverted reverted) {
      json.text("outcome", "reverted");
      json.number("millis", reverted.duration().toMillis());
      StatementWords.write(json, reverted.statements());
    } else if (back instanceof Back.NotTried notTried) {
      json.text("outcome", "not-tried");
      json.text("reason", notTried.reason());
    } else if (back instanceof Back.Failed failed) {
      json.text("outcome", "failed");
      json.text("message", failed.message());
      json.textOrNull("statement", failed.statement());
    } else {
      json.text("outcome", "irreversible");
    }
  }

  private static void write(JsonDocument json, ObjectChange change) {
    json.text("kind", lower(change.kind()));
    json.text("type", change.type());
    json.text("table", change.table());
    json.text("message", change.message());
  }

  private static void write(JsonDocument json, RowComparison rows) {
    json.text("table", rows.table());
    json.text("fate", lower(rows.fate()));
    json.number("before", rows.before());
    json.number("after", rows.after());
    json.number("gone", rows.gone());
    rows.changed().ifPresent(changed -> json.number("changed", changed));
    json.number("valuesLost", rows.valuesLost());
    json.texts("details", rows.details());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
