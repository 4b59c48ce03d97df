package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.SentStatement;
import dev.showwise.migrate.SqlPreview;
import dev.showwise.migrate.runner.database.DatabaseAddress;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Notice;
import java.util.List;

/**
 * The SQL that a run would send: for people a script, in which everything else is a comment.
 *
 * @param address the database that it is for
 * @param preview what was recorded
 */
public record SqlDocument(DatabaseAddress address, SqlPreview preview) implements Document {
  @Override
  public ExitCode exit() {
    return preview.isWell() ? ExitCode.DONE : ExitCode.NOT_AS_ASKED;
  }

  @Override
  public List<Notice> notices() {
    return preview.problems().stream().map(Notice::of).toList();
  }

  @Override
  public void print(Screen screen) {
    comment(screen, "What migrate would send to " + address.shownName() + ",");
    comment(screen, "recorded from a run on " + preview.place() + ". Nothing was changed.");
    if (preview.plan().steps().isEmpty() && preview.isWell()) {
      comment(screen, "Nothing to do: the database has everything that was asked for.");
    } else if (!preview.migrations().isEmpty()) {
      comment(
          screen,
          "What it writes into its history is left out. A ? stands for a value of the program's.");
    }
    for (SqlPreview.Item item : preview.migrations()) {
      screen.line("");
      comment(screen, item.migration() + ": " + item.description());
      if (item.event() == Event.ADOPTED) {
        comment(screen, "adopted: the database has all of it already, and nothing is sent");
      } else if (item.statements().isEmpty()) {
        comment(screen, "sends nothing");
      }
      for (SentStatement statement : item.statements()) {
        screen.line("");
        StatementWords.print(screen, statement);
      }
    }
    preview.failed().ifPresent(failure -> {
      screen.line("");
      comment(
          screen,
          "✗ " + failure.migration() + " failed" + Words.place(failure) + ": " + failure.message());
      comment(screen, "What would come after it could not be recorded.");
    });
    for (Notice notice : notices()) {
      screen.line("");
      comment(screen, (notice.isError() ? "✗ " : "Warning: ") + notice.message());
      comment(screen, notice.remedy());
    }
  }

  private static void comment(Screen screen, String text) {
    StatementWords.comment(screen, text);
  }

  @Override
  public void write(JsonDocument json) {
    json.text("outcome", outcome());
    json.object("database", address, (one, shown) -> one.text("url", shown.shownUrl()));
    json.text("place", preview.place());
    PlanDocument.writeSteps(json, preview.plan());
    json.array("migrations", preview.migrations(), (one, item) -> {
      one.migration(item.migration());
      one.text("description", item.description());
      one.text("event", item.event().name());
      StatementWords.write(one, item.statements());
    });
    StatementWords.writeFailed(json, preview.failed());
  }

  private String outcome() {
    if (!preview.isWell()) {
      return "failed";
    }
    return preview.plan().steps().isEmpty() ? "nothing-to-do" : "previewed";
  }
}
