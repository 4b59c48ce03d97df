package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.ExecutionOptions.Repetition;
import dev.showwise.migrate.Plan.Reason;
import dev.showwise.migrate.internal.guard.Recorder;
import dev.showwise.migrate.internal.script.ScriptMigration;
import java.util.List;

/**
 * Pieces of work that may share a transaction, so that the disk is waited for once: where one writer holds the
 * database anyway, and each of them may be done again, because all are undone when one fails.
 */
final class Group {
  /** A few are committed one by one: they take no time, and each is told of as it happens. */
  static final int FEWEST = 5;

  private Group() {}

  /** As many of these as may share a transaction, from the first on; none if the first is for itself. */
  static List<Work> first(List<? extends Work> works, Run run, Environment environment) {
    // a backup is made behind the lock of the first change, and shows what that one finds
    boolean isForGroups = run.session().isAloneInAFile()
        && !run.safeguard().isDue()
        && environment.recorder() == Recorder.NONE;
    int count = 0;
    while (isForGroups && count < works.size() && mayShare(works.get(count))) {
      count++;
    }
    return count < FEWEST ? List.of() : List.copyOf(works.subList(0, count));
  }

  /** Whether it may be undone and done again although nothing was wrong with it. */
  private static boolean mayShare(Work work) {
    return work instanceof Work.Up up
        && up.isForTransaction()
        && up.reason() != Reason.UNFINISHED
        && (up.entry().migration() instanceof ScriptMigration
            || up.entry().options().repetition() == Repetition.IS_SAFE);
  }
}
