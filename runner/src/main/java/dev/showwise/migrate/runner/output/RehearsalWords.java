package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.RehearsalReport;
import dev.showwise.migrate.RehearsalReport.Back;
import dev.showwise.migrate.RehearsalReport.Outcome;
import dev.showwise.migrate.RehearsalReport.Rehearsed;
import dev.showwise.migrate.RehearsalReport.WayBack;
import dev.showwise.migrate.RowComparison;
import dev.showwise.migrate.SentStatement;
import dev.showwise.migrate.runner.fault.Notice;
import dev.showwise.migrate.schema.ObjectChange;
import java.util.ArrayList;
import java.util.List;

/** A rehearsal told to people. */
final class RehearsalWords {
  private final Screen screen;
  private final RehearsalReport report;

  RehearsalWords(Screen screen, RehearsalReport report) {
    this.screen = screen;
    this.report = report;
  }

  void print(List<Notice> notices) {
    if (report.outcome() == Outcome.NOTHING_TO_DO) {
      Words.notices(screen, notices);
      screen.line("✓ Nothing to rehearse: the database has everything that was asked for.");
      return;
    }
    screen.line("Rehearsed on " + report.place() + ". The database itself is as it was.");
    int number = 0;
    for (Rehearsed rehearsed : report.migrations()) {
      number++;
      screen.line("");
      screen.line(number + ". " + rehearsed.migration() + ": " + rehearsed.description());
      tell(rehearsed);
    }
    if (!report.migrations().isEmpty()) {
      tellSchema();
      tellRows();
      tellWayBack();
    }
    Words.notices(screen, notices);
    tellOutcome(notices);
  }

  private void tell(Rehearsed rehearsed) {
    String took = rehearsed.duration().toMillis() + " ms";
    String sent = Words.count(
        rehearsed.statements().stream().mapToInt(SentStatement::times).sum(), "statement");
    rehearsed.steps().forEach(step -> screen.line("   ✓ " + step));
    if (rehearsed.event() == Event.FAILED) {
      report.failed().ifPresent(failure -> {
        screen.line(
            "   ✗ failed" + Words.place(failure) + ": " + Words.indented(failure.message()));
        if (!failure.statement().isEmpty()) {
          screen.line("     Statement: " + Words.indented(failure.statement()));
        }
      });
    } else if (rehearsed.event() == Event.ADOPTED) {
      screen.line("   adopted: the database has all of it already");
    } else {
      screen.line("   applied in " + took + ", " + sent);
    }
    if (screen.isVerbose()) {
      rehearsed.statements().forEach(this::tell);
    }
    tell(rehearsed.back());
  }

  private void tell(SentStatement statement) {
    screen.line("     · " + statement.duration().toMillis() + " ms"
        + (statement.times() > 1 ? " for " + statement.times() + " times" : "") + ": "
        + statement.sql().strip().replaceAll("\\s+", " "));
  }

  private void tell(Back back) {
    if (back instanceof Back.Reverted reverted) {
      screen.line("   way back: worked, in " + reverted.duration().toMillis() + " ms");
      if (screen.isVerbose()) {
        reverted.statements().forEach(this::tell);
      }
    } else if (back instanceof Back.Irreversible) {
      screen.line("   way back: none, this migration cannot be undone");
    } else if (back instanceof Back.NotTried notTried) {
      screen.line("   way back: not tried, " + notTried.reason());
    } else if (back instanceof Back.Failed failed) {
      screen.line("   ✗ way back: failed: " + Words.indented(failed.message()));
    }
  }

  private void tellSchema() {
    screen.line("");
    screen.line(report.schema().isEmpty() ? "The schema stays as it is." : "The schema:");
    report.schema().forEach(change -> screen.line("  " + sign(change.kind()) + " " + change));
  }

  private static String sign(ObjectChange.Kind kind) {
    return switch (kind) {
      case ADDED -> "+";
      case REMOVED -> "-";
      case CHANGED -> "~";
    };
  }

  private void tellRows() {
    List<RowComparison> told =
        report.rows().stream().filter(RehearsalWords::isWorthTelling).toList();
    screen.line("");
    screen.line("The rows:");
    told.forEach(rows -> screen.line(
        (rows.isLoss() ? "  ✗ " : "    ") + rows.table() + ": " + String.join("; ", parts(rows))));
    List<RowComparison> others =
        report.rows().stream().filter(rows -> !isWorthTelling(rows)).toList();
    if (!others.isEmpty()) {
      long rows = others.stream().mapToLong(RowComparison::after).sum();
      screen.line("    " + (told.isEmpty() ? "" : "other ") + "tables: "
          + Words.count(others.size(), "table") + " with " + Words.count(rows, "row")
          + ", all as before");
    }
  }

  private static boolean isWorthTelling(RowComparison rows) {
    return rows.fate() != RowComparison.Fate.KEPT
        || rows.before() != rows.after()
        || !rows.isUntouched();
  }

  private static List<String> parts(RowComparison rows) {
    List<String> parts = new ArrayList<>();
    switch (rows.fate()) {
      case ADDED -> parts.add("new, " + Words.count(rows.after(), "row"));
      case DROPPED -> parts.add("dropped with " + Words.count(rows.before(), "row"));
      case RENAMED -> parts.add(Words.count(rows.after(), "row"));
      case KEPT -> {
        parts.add(rows.before() + " → " + Words.count(rows.after(), "row"));
        if (rows.gone() > 0) {
          parts.add(Words.count(rows.gone(), "row") + " LOST");
        }
        long changed = rows.changed().orElse(0);
        if (changed > 0) {
          parts.add(Words.count(changed, "row") + " changed");
        }
      }
    }
    parts.addAll(rows.details());
    return parts;
  }

  private void tellWayBack() {
    WayBack back = report.wayBack();
    screen.line("");
    if (!back.isCompared()) {
      screen.line("The way back was not compared with anything: see above why.");
    } else if (back.leavesADifference()) {
      screen.line(
          "✗ The way back does not lead back: the database is not " + back.comparedWith() + ".");
    } else {
      screen.line(
          "✓ The way back works: schema and rows are as they were " + back.comparedWith() + ".");
    }
  }

  private void tellOutcome(List<Notice> notices) {
    long errors = notices.stream().filter(Notice::isError).count();
    switch (report.outcome()) {
      case FAILED -> screen.line("✗ The rehearsal failed. Migrating would, too.");
      case REFUSED -> screen.line("✗ Nothing was rehearsed, because of the problems above.");
      case PROBLEMS ->
        screen.line("✗ Not all is well: " + Words.count(errors, "problem") + ", see above.");
      default ->
        screen.line("✓ All is well"
            + (screen.isVerbose() ? ", after " + report.duration().toMillis() + " ms." : "."));
    }
  }
}
