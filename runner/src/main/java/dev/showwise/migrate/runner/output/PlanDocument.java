package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.Plan;
import dev.showwise.migrate.runner.database.DatabaseAddress;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Notice;
import java.util.List;
import java.util.Locale;

/**
 * What a run would do, in order.
 *
 * @param address the database that it is for
 * @param plan what would be done, and what stands against it
 */
public record PlanDocument(DatabaseAddress address, Plan plan) implements Document {
  @Override
  public ExitCode exit() {
    return plan.errors().isEmpty() ? ExitCode.DONE : ExitCode.NOT_AS_ASKED;
  }

  @Override
  public List<Notice> notices() {
    return plan.problems().stream().map(Notice::of).toList();
  }

  @Override
  public void print(Screen screen) {
    screen.line("Database " + address.shownName());
    if (plan.steps().isEmpty() && plan.errors().isEmpty()) {
      screen.line("✓ Nothing to do: the database has everything that was asked for.");
    } else if (!plan.steps().isEmpty()) {
      screen.line("migrate would do this, in this order:");
    }
    int number = 0;
    for (Plan.Step step : plan.steps()) {
      number++;
      screen.line("  " + number + ". " + step.migration() + ": " + step.description());
      String words = PresenceWords.whatWillHappen(step.presence());
      screen.line("     " + words + reason(step.reason()));
      PresenceWords.missing(step.presence()).forEach(d -> screen.line("     · " + d));
    }
    Words.notices(screen, notices());
    if (!plan.steps().isEmpty()) {
      screen.line(
          plan.errors().isEmpty()
              ? "Nothing was changed."
              : "It would stop before the first step, because of the problems above.");
    }
  }

  private static String reason(Plan.Reason reason) {
    return switch (reason) {
      case PENDING, ROLLBACK -> "";
      case REVERTED -> " (it was rolled back before)";
      case CHANGED -> " (it changed since it was applied)";
      case UNFINISHED -> " (an earlier attempt did not finish)";
      case LATE -> " (late: a higher version of its module is applied already)";
    };
  }

  @Override
  public void write(JsonDocument json) {
    json.object("database", address, (one, shown) -> one.text("url", shown.shownUrl()));
    writeSteps(json, plan);
  }

  /** The steps of a plan, as every document has them. */
  static void writeSteps(JsonDocument json, Plan plan) {
    json.array("steps", plan.steps(), (one, step) -> {
      one.migration(step.migration());
      one.text("description", step.description());
      one.text("direction", lower(step.direction()));
      one.text("reason", lower(step.reason()));
      one.text("presence", step.presence().word());
      one.texts("presenceDetails", PresenceWords.details(step.presence()));
    });
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
