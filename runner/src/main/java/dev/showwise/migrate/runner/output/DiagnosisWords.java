package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.DataLoss;
import dev.showwise.migrate.Diagnosis;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.RepairDecision;
import java.util.ArrayList;
import java.util.List;

/** What is known of a migration, and what a decision about it means, in words for people. */
final class DiagnosisWords {
  private static final int MOST_STATEMENTS = 10;

  private DiagnosisWords() {}

  /** Each thing that is known, a line each. */
  static List<String> facts(Diagnosis diagnosis) {
    List<String> facts = new ArrayList<>();
    diagnosis.lastRow().ifPresent(row -> {
      String what = diagnosis.state().isDone()
          ? ""
          : row.direction() == Direction.UP ? " while it was applied" : " while it was rolled back";
      facts.add(diagnosis.migration() + " is " + diagnosis.state().word() + what + ".");
      facts.add("begun " + row.at() + " by " + row.actor() + ", " + row.session() + ", on "
          + row.instance());
      if (!row.detail().isEmpty()) {
        facts.add("the history says: " + row.detail());
      }
      if (!diagnosis.state().isDone()) {
        facts.add(effect(row));
        statements(diagnosis.attempt(), facts);
      }
    });
    diagnosis
        .presence()
        .ifPresent(presence -> facts.add("in the database now: " + words(presence)));
    return facts;
  }

  private static String effect(HistoryEntry row) {
    if (row.event() == Event.STARTED && row.ordinal() == 0) {
      return "no statement was announced yet; the first may have taken effect";
    }
    return row.ordinal() == 1
        ? "1 statement may have taken effect"
        : row.ordinal() + " statements may have taken effect";
  }

  private static void statements(List<HistoryEntry> attempt, List<String> facts) {
    List<HistoryEntry> steps =
        attempt.stream().filter(row -> row.event() == Event.STEP).toList();
    int left = Math.max(0, steps.size() - MOST_STATEMENTS);
    if (left > 0) {
      facts.add("statements 1 to " + left + " were announced before these:");
    }
    steps.stream()
        .skip(left)
        .forEach(step -> facts.add("statement " + step.ordinal() + " was announced, "
            + step.statementHash()
            + (step.detail().isEmpty() ? "" : " (" + step.detail() + ")")));
  }

  private static String words(Presence presence) {
    if (presence instanceof Presence.Present) {
      return "all of it";
    } else if (presence instanceof Presence.Absent) {
      return "nothing of it";
    } else if (presence instanceof Presence.Incomplete incomplete) {
      return "a part of it; " + String.join("; ", incomplete.missing());
    } else if (presence instanceof Presence.Partial partial) {
      return "something of it, but different; " + String.join("; ", partial.differences());
    }
    return "it does not declare what it makes, so look yourself";
  }

  /** What a decision means. */
  static String meaning(RepairDecision decision) {
    return switch (decision) {
      case DONE -> "all of it is there: it counts as applied, and nothing is executed";
      case NOT_DONE ->
        "it is not there: it counts as not applied, and nothing is executed; what is left of it is"
            + " to be removed first, or the next run meets it";
      case UNDO -> "its own way back is run on what is there, and then it is pending again";
      case ACCEPT_CHECKSUM -> "it does what it did: the checksum that it has now is recorded";
    };
  }

  /** The command that makes a decision. */
  static String command(Diagnosis diagnosis, Diagnosis.Choice choice) {
    return "showwise-migrate repair " + DiagnosisDocument.name(diagnosis) + " --as "
        + choice.decision().word() + (choice.against().isEmpty() ? "" : " --insist");
  }

  /** What people must know before they say yes. */
  static void before(Screen screen, Diagnosis diagnosis, RepairDecision decision) {
    screen.always("");
    facts(diagnosis).forEach(screen::always);
    screen.always("To be recorded, as " + decision.word() + ": " + meaning(decision) + ".");
    if (decision == RepairDecision.UNDO) {
      for (DataLoss.Item item : diagnosis.lossOnUndo().items()) {
        screen.always("    lost: " + item);
      }
      long rows = diagnosis.lossOnUndo().rows();
      screen.always(
          rows == 0
              ? "No rows would be lost."
              : Words.count(rows, "row") + " would be lost, or lose values, for ever.");
    }
    diagnosis
        .choice(decision)
        .ifPresent(choice ->
            choice.against().forEach(why -> screen.always("WARNING: it is said though " + why)));
  }
}
