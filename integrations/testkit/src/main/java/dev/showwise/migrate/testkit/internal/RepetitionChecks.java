package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.ExecutionOptions.Repetition;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.testkit.DatabaseProvider;
import dev.showwise.migrate.testkit.internal.Stage.Rows;
import java.sql.SQLException;
import java.util.List;

/** Applied again, it changes nothing. */
public final class RepetitionChecks {
  private final Subject subject;
  private final DatabaseProvider databases;

  /** On databases of one product. */
  public RepetitionChecks(Subject subject, DatabaseProvider databases) {
    this.subject = subject;
    this.databases = databases;
  }

  /** Tries it with the history, without it, and, if it says that it may be repeated, by force. */
  public void run() throws SQLException {
    Terms terms = subject.terms();
    withItsHistory();
    again(
        subject.migration(),
        "The history was lost, as after a restore without it. The migration runs again, since "
            + terms.choose(
                "presence() does not say PRESENT", "no check script says that it is there"),
        terms.choose(
            "Let presence() tell that a database has it already: it is adopted then, and not run again.",
            "Add a check script (….check.sql), which tells that a database has it already: it is adopted"
                + " then, and not run again. Or let the script do only what is missing: "
                + terms.waysToRepeat() + "."));
    if (subject.migration().options().repetition() == Repetition.IS_SAFE) {
      again(
          Observed.withPresence(subject.migration(), Presence.unknown()),
          "It says of itself that it is safe to repeat, and " + terms.apply()
              + " was run a second time, as after an interruption",
          "Let " + terms.apply() + " do only what is missing: " + terms.waysToRepeat()
              + ". Or do not say " + terms.choose("safeToRepeat()", "safe-to-repeat") + ".");
    }
  }

  private void withItsHistory() throws SQLException {
    try (Stage stage = Stage.before(subject, databases, Rows.IN_ORDER)) {
      stage.apply();
      MigrationReport second = stage.apply();
      if (second.outcome() != MigrationReport.Outcome.NOTHING_TO_DO) {
        throw Review.of(
                subject.className() + " is not idempotent: a second run does something again")
            .what("The second run should have nothing to do; it says " + second.outcome() + ": "
                + second.completed())
            .where(stage.product())
            .toDo("Is its checksum another one at each call, or its name or version?")
            .failure();
      }
    }
  }

  private void again(Migration migration, String situation, String toDo) throws SQLException {
    try (Stage stage = Stage.before(subject, databases, Rows.IN_ORDER)) {
      stage.apply();
      Picture once = stage.picture();
      try {
        stage.migrate(stage.withoutHistory(migration));
      } catch (MigrationException e) {
        throw Review.of(subject.className() + " is not idempotent: applied twice, it fails")
            .what(situation + ":\n" + e.getMessage())
            .where(stage.product() + ", in " + subject.terms().apply()
                + ", which sent the first time:" + stage.work().shown())
            .toDo(toDo)
            .because(e)
            .failure();
      }
      List<String> differences = RowComparison.between(once, stage.picture(), (t, c) -> false);
      if (!differences.isEmpty()) {
        throw Review.of(
                subject.className() + " is not idempotent: applied twice, it does its work twice")
            .what(situation + ". Then, compared with once:\n" + String.join("\n", differences))
            .where(stage.product() + ", in " + subject.terms().apply()
                + ", which sent the first time:" + stage.work().shown())
            .toDo(toDo)
            .failure();
      }
    }
  }
}
