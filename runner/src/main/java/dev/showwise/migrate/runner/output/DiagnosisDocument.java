package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.Diagnosis;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationState;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Notice;
import java.util.List;
import java.util.Locale;

/** What is known of a migration, and which decisions there are. */
public record DiagnosisDocument(Diagnosis diagnosis) implements Document {
  @Override
  public ExitCode exit() {
    return diagnosis.isSettled() ? ExitCode.DONE : ExitCode.NOT_AS_ASKED;
  }

  @Override
  public List<Notice> notices() {
    return diagnosis.problems().stream().map(Notice::of).toList();
  }

  /** How it can be typed: one that is missing by its version, since another may have its name. */
  static String name(Diagnosis diagnosis) {
    return diagnosis.state() instanceof MigrationState.Missing
        ? diagnosis.migration().id().module() + ":" + diagnosis.migration().id().version()
        : diagnosis.migration().qualifiedName();
  }

  @Override
  public void print(Screen screen) {
    if (diagnosis.isSettled()) {
      screen.line("✓ Nothing to decide: " + diagnosis.migration() + " is "
          + diagnosis.state().word() + ".");
      return;
    }
    List<String> facts = DiagnosisWords.facts(diagnosis);
    screen.line("");
    screen.line("✗ " + facts.get(0));
    facts.stream().skip(1).forEach(fact -> screen.line("  · " + Words.indented(fact)));
    Words.notices(screen, notices());
    screen.line(
        "Nothing was changed. What you can decide, with the options that this command had:");
    for (Diagnosis.Choice choice : diagnosis.choices()) {
      screen.line("");
      screen.line("  " + DiagnosisWords.command(diagnosis, choice));
      screen.line("    " + DiagnosisWords.meaning(choice.decision()) + ".");
      choice.against().forEach(why -> screen.line("    Against it: " + why));
      boolean loses =
          choice.decision() == RepairDecision.UNDO && diagnosis.lossOnUndo().rows() > 0;
      if (loses) {
        diagnosis.lossOnUndo().items().forEach(item -> screen.line("    lost: " + item));
      }
    }
  }

  @Override
  public void write(JsonDocument json) {
    json.text("outcome", diagnosis.isSettled() ? "settled" : "undecided");
    writeFindings(json);
  }

  void writeFindings(JsonDocument json) {
    json.database(diagnosis.database());
    json.object("migration", diagnosis, (one, known) -> {
      one.migration(known.migration());
      one.text("state", known.state().word());
      one.textOrNull("since", known.state().since().map(Object::toString).orElse(""));
      one.object("attempt", known.lastRow().orElse(null), (attempt, row) -> {
        attempt.number("row", row.seq());
        attempt.text("direction", row.direction().name().toLowerCase(Locale.ROOT));
        attempt.number("mayBeDone", row.ordinal());
        attempt.text("actor", row.actor());
        attempt.text("instance", row.instance());
        attempt.text("session", row.session());
        attempt.text("detail", row.detail());
        attempt.array("statements", steps(known), (statement, step) -> {
          statement.number("ordinal", step.ordinal());
          statement.text("hash", step.statementHash());
          statement.text("detail", step.detail());
        });
      });
      one.textOrNull("presence", known.presence().map(p -> p.word()).orElse(""));
      one.texts("presenceDetails", known.presence().map(PresenceWords::details).orElse(List.of()));
    });
    json.array("decisions", diagnosis.choices(), (one, choice) -> {
      one.text("decision", choice.decision().word());
      one.text("command", DiagnosisWords.command(diagnosis, choice));
      one.texts("against", choice.against());
    });
    json.array("loss", diagnosis.lossOnUndo().items(), (one, item) -> {
      one.text("table", item.table());
      one.textOrNull("column", item.column());
      one.number("rows", item.rows());
    });
  }

  private static List<HistoryEntry> steps(Diagnosis known) {
    return known.attempt().stream().filter(row -> row.event() == Event.STEP).toList();
  }
}
