package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.Diagnosis;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.ImportProposal;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationStatus;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reports for programs: one document, written when everything is known. */
public final class JsonReporter implements Reporter {
  private final Screen screen;
  private final String verb;
  private final List<Notice> notes = new ArrayList<>();
  private @Nullable Plan rollback;
  private String supportReport = "";

  /**
   * Reports on this screen.
   *
   * @param verb what was asked for; a failed run has the same members as one that went well
   */
  public JsonReporter(Screen screen, String verb) {
    this.screen = screen;
    this.verb = verb;
  }

  @Override
  public void note(List<Notice> notices) {
    notes.addAll(notices);
  }

  @Override
  public void insist(Notice notice) {
    notes.add(notice);
  }

  @Override
  public void aboutToRestore(RestoreProposal proposal, DatabaseAddress address) {
    // the document has it
  }

  @Override
  public void opening(DatabaseAddress address) {
    // each document has it
  }

  @Override
  public MigrationListener progress() {
    return new MigrationListener() {};
  }

  @Override
  public void remark(String text) {
    // for people only
  }

  @Override
  public void aboutToRollBack(Plan plan) {
    rollback = plan;
  }

  @Override
  public void aboutToRepair(Diagnosis diagnosis, RepairDecision decision) {
    // the document has it
  }

  @Override
  public void aboutToImport(ImportProposal proposal) {
    // the document has it
  }

  @Override
  public void migrated(MigrationReport report) {
    run(report, ExitCode.DONE, notices(report.problems()));
  }

  @Override
  public void rolledBack(MigrationReport report, ExitCode exit) {
    run(report, exit, notices(report.problems()));
  }

  private void run(MigrationReport report, ExitCode exit, List<Notice> notices) {
    JsonDocument json = new JsonDocument(screen);
    json.text("outcome", word(report.outcome()));
    boolean down = verb.equals("rollback");
    json.array(down ? "reverted" : "applied", report.completed(), JsonReporter::completed);
    if (down) {
      json.array(
          "loss",
          rollback == null
              ? List.of()
              : rollback.steps().stream()
                  .flatMap(step -> step.loss().items().stream())
                  .toList(),
          (one, item) -> {
            one.text("table", item.table());
            one.textOrNull("column", item.column());
            one.number("rows", item.rows());
          });
    }
    Optional<MigrationReport.Failure> failed = report.failed();
    json.object("failed", failed.orElse(null), (one, failure) -> {
      StatementWords.write(one, failure);
      one.text("undone", lower(failure.undone()));
    });
    json.array("remaining", report.remaining(), JsonReporter::label);
    json.textOrNull("backup", report.backup().map(b -> b.file().toString()).orElse(""));
    json.textOrNull("supportReport", supportReport);
    json.number("millis", report.duration().toMillis());
    end(json, exit, notices);
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case MIGRATED -> "migrated";
      case ROLLED_BACK -> "rolled-back";
      case NOTHING_TO_DO -> "nothing-to-do";
      case DECLINED -> "declined";
      case REFUSED, FAILED -> "failed";
    };
  }

  private static void completed(JsonDocument json, MigrationReport.Completed completed) {
    label(json, completed.migration());
    Event event = completed.event();
    json.text("event", event.name());
    json.number("millis", completed.duration().toMillis());
    json.texts("steps", completed.steps());
  }

  @Override
  public void listed(StatusReport report) {
    JsonDocument json = new JsonDocument(screen);
    json.database(report.database());
    json.array("migrations", report.migrations(), JsonReporter::status);
    end(json, ExitCode.DONE, notices(report.problems()));
  }

  private static void status(JsonDocument json, MigrationStatus status) {
    label(json, status.migration());
    json.text("description", status.description());
    json.text("state", status.state().word());
    String since = status.state().since().map(Object::toString).orElse("");
    json.textOrNull("appliedAt", status.state().isDone() ? since : "");
    json.textOrNull("since", since);
    json.textOrNull("checksum", status.checksum().map(Object::toString).orElse(""));
    json.textOrNull("source", status.source());
    json.texts("dependsOn", status.dependsOn());
    status.presence().ifPresent(presence -> {
      json.text("presence", presence.word());
      json.texts("presenceDetails", PresenceWords.details(presence));
    });
  }

  @Override
  public void described(SchemaDescription schema) {
    JsonDocument json = new JsonDocument(screen);
    json.database(schema.database());
    JsonSchema.write(json, schema);
    end(json, ExitCode.DONE, List.of());
  }

  @Override
  public void report(Document document) {
    JsonDocument json = new JsonDocument(screen);
    document.write(json);
    end(json, document.exit(), document.notices());
  }

  @Override
  public void created(Path folder, List<String> nextCommands) {
    JsonDocument json = new JsonDocument(screen);
    json.text("outcome", "created");
    json.text("folder", folder.toString());
    json.texts("next", nextCommands);
    end(json, ExitCode.DONE, List.of());
  }

  @Override
  public void failed(Failure failure, Supplier<SupportNote> support) {
    screen.trace(failure.cause());
    SupportNote note = support.get();
    supportReport = note.file().map(Path::toString).orElse("");
    List<Notice> notices = new ArrayList<>(failure.notices());
    notices.addAll(note.warnings());
    MigrationReport report = failure.report().orElse(null);
    if (report != null) {
      notices(report.problems()).stream()
          .filter(notice -> !notices.contains(notice))
          .forEach(notices::add);
    }
    if (report != null || verb.equals("migrate") || verb.equals("rollback")) {
      run(asFailed(report), failure.exit(), notices);
    } else {
      JsonDocument json = new JsonDocument(screen);
      json.text("outcome", "failed");
      json.textOrNull("supportReport", supportReport);
      end(json, failure.exit(), notices);
    }
  }

  private static MigrationReport asFailed(@Nullable MigrationReport report) {
    return report == null
        ? new MigrationReport(
            Outcome.FAILED,
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Duration.ZERO)
        : new MigrationReport(
            Outcome.FAILED,
            report.completed(),
            report.failed(),
            report.remaining(),
            report.problems(),
            report.backup(),
            report.duration());
  }

  private void end(JsonDocument json, ExitCode exit, List<Notice> notices) {
    json.number("exit", exit.number());
    List<Notice> all = new ArrayList<>(notes);
    all.addAll(notices);
    json.array("problems", all, (one, notice) -> {
      one.text("code", notice.code());
      one.text("message", notice.message());
      one.text("remedy", notice.remedy());
      one.text("severity", notice.severityWord());
    });
    json.print();
  }

  private static void label(JsonDocument json, MigrationLabel label) {
    json.migration(label);
  }

  private static List<Notice> notices(List<Problem> problems) {
    return problems.stream().map(Notice::of).toList();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
