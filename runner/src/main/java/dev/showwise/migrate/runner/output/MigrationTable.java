package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.MigrationState;
import dev.showwise.migrate.MigrationStatus;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.StatusReport;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every known migration in a table, a line each. */
final class MigrationTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Screen screen;

  MigrationTable(Screen screen) {
    this.screen = screen;
  }

  void print(StatusReport report) {
    if (report.migrations().isEmpty()) {
      screen.line("There are no migrations.");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "MIGRATION", "VERSION", "STATE", "WHEN (UTC)", "DESCRIPTION"));
    for (MigrationStatus status : report.migrations()) {
      rows.add(List.of(
          sign(status.state()),
          status.migration().qualifiedName(),
          status.migration().id().version().toString(),
          state(status),
          status.state().since().map(MigrationTable::time).orElse(""),
          status.description()));
    }
    screen.line("");
    printAligned(rows);
    printDetails(report);
    long done = report.migrations().stream().filter(m -> m.state().isDone()).count();
    screen.line("");
    screen.line(done + " of " + Words.count(report.migrations().size(), "migration")
        + (done == 1 ? " is" : " are") + " in the database.");
  }

  /** Only what is really so gets a check mark. */
  private static String sign(MigrationState state) {
    if (state instanceof MigrationState.Applied || state instanceof MigrationState.Adopted) {
      return "✓";
    } else if (state instanceof MigrationState.Failed
        || state instanceof MigrationState.Interrupted) {
      return "✗";
    } else if (state instanceof MigrationState.Pending
        || state instanceof MigrationState.Reverted) {
      return "";
    }
    return "!";
  }

  private static String state(MigrationStatus status) {
    String word = status.state().word();
    String presence = status.presence().map(MigrationTable::presence).orElse("");
    return presence.isEmpty() ? word : word + ", " + presence;
  }

  private static String presence(Presence presence) {
    if (presence instanceof Presence.Present) {
      return "already there";
    } else if (presence instanceof Presence.Incomplete) {
      return "there in part";
    }
    return presence instanceof Presence.Partial ? "there but different" : "";
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }

  private void printDetails(StatusReport report) {
    for (MigrationStatus status : report.migrations()) {
      List<String> details = status.presence().map(PresenceWords::missing).orElse(List.of());
      if (!details.isEmpty()) {
        screen.line("");
        screen.line(status.migration() + ":");
        details.forEach(detail -> screen.line("  · " + detail));
      }
    }
  }

  private void printAligned(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = screen.plain(row.get(i));
        line.append(cell).append(" ".repeat(widths[i] - width(cell) + 2));
      }
      screen.line(line.toString().stripTrailing());
    }
  }

  private int width(String cell) {
    String shown = screen.plain(cell);
    return shown.codePointCount(0, shown.length());
  }
}
