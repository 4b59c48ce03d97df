package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Presence;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A line with a check mark for each step, as it is done. For the thread of one run. */
final class TextProgress implements MigrationListener {
  private final Screen screen;
  private final Map<MigrationLabel, Plan.Step> steps = new HashMap<>();

  TextProgress(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void planned(Plan plan) {
    plan.steps().forEach(step -> steps.put(step.migration(), step));
  }

  @Override
  public void backedUp(Backup backup) {
    screen.line("✓ Backup " + backup.file() + " (" + Words.bytes(backup.bytes()) + ")");
    screen.line("  " + backup.check().words());
  }

  @Override
  public void started(MigrationLabel migration, Direction direction) {
    Plan.Step step = steps.get(migration);
    if (step != null && step.presence() instanceof Presence.Present) {
      // one line will do for what is only written down
      return;
    }
    String description = step == null ? "" : ": " + step.description();
    screen.line("");
    screen.line(
        (direction == Direction.UP ? "Applying " : "Rolling back ") + migration + description);
  }

  @Override
  public void step(MigrationLabel migration, String message) {
    screen.line("✓ " + message);
  }

  @Override
  public void completed(MigrationReport.Completed completed) {
    String name = completed.migration().name();
    String time = screen.isVerbose() ? " (" + completed.duration().toMillis() + " ms)" : "";
    if (completed.event() == Event.ADOPTED) {
      screen.line(
          "✓ " + name + " adopted: the database had it already, nothing was executed" + time);
    } else if (completed.event() == Event.REVERTED) {
      screen.line("✓ " + name + " rolled back" + time);
    } else if (completed.event() == Event.REPAIRED) {
      screen.line("✓ " + name + ": the decision is in the history" + time);
    } else {
      screen.line("✓ " + name + " applied" + time);
    }
  }

  @Override
  public void waiting(String forWhat, Duration waited) {
    screen.line("Waiting for " + forWhat + " (" + waited.toSeconds() + " s)");
  }
}
