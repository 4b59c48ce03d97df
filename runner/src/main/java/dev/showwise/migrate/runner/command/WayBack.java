package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.RestoreConsent;
import dev.showwise.migrate.RestoreReport;
import dev.showwise.migrate.runner.database.Access;
import dev.showwise.migrate.runner.database.OpenedDatabase;
import dev.showwise.migrate.runner.fault.Failure;
import dev.showwise.migrate.runner.fault.Notice;
import dev.showwise.migrate.runner.settings.Settings.Flag;
import java.util.Optional;

/**
 * What a failed run leaves behind that could not be undone is still in the backup that was made before it:
 * says how to get back there, or goes there if that was asked for.
 */
final class WayBack {
  private final Session session;
  private final Failure failure;

  /** From a failure of this session. */
  WayBack(Session session, Failure failure) {
    this.session = session;
    this.failure = failure;
  }

  /** Whether a migration failed that could not be undone, or of which nobody knows. */
  static boolean isSomethingLeftOf(Failure failure) {
    return failure
        .report()
        .flatMap(MigrationReport::failed)
        .filter(failed -> failed.undone() != Undone.COMPLETELY)
        .isPresent();
  }

  /** What is told of the failure, with how to get back, or how that went; the same if there is no need to. */
  Failure addedTo(Failure told) {
    Optional<Backup> backup = failure.report().flatMap(MigrationReport::backup);
    return backup.isPresent() && isSomethingLeftOf(failure) ? from(backup.get(), told) : told;
  }

  private Failure from(Backup backup, Failure told) {
    if (!session.address().isSqlite()) {
      return told.with(Notice.warning(
          "way-back",
          "The backup that was made before this run is " + backup.file() + ".",
          "docs/backup.md says how to restore it with the server's own tools."));
    }
    String command =
        session.command() + " restore " + Shell.quoted(backup.file().toString()) + " --url "
            + Shell.quoted(session.address().shownName());
    // whoever stops the program wants it to end
    boolean atOnce = session.settings().has(Flag.RESTORE_ON_FAILURE)
        && !session.interruption().isRequested();
    return atOnce
        ? restored(told, backup, command)
        : told.with(Notice.warning(
            "way-back",
            "What could not be undone is not in the backup that was made before this run.",
            "To go back to what was before all of this run, stop the application and run: "
                + command));
  }

  private Failure restored(Failure told, Backup backup, String command) {
    try {
      OpenedDatabase database = session.open(session.address(), Access.REPLACE);
      RestoreReport report =
          session.engineWithoutMigrations(database).restore(backup.file(), RestoreConsent.always());
      return told.with(Notice.warning(
          "restored",
          "The database was restored from " + backup.file()
              + " and is what it was before this run: what it completed before the failure is gone,"
              + " too.",
          report
              .kept()
              .map(kept -> "What the failed run left is kept in " + kept + ".")
              .orElse("")));
    } catch (RuntimeException | Error e) {
      // whatever it is: what people must hear of first is how the run failed
      failure.cause().addSuppressed(e);
      return told.with(Notice.error(
          "not-restored",
          "The backup could not be restored: " + e.getMessage(),
          "Stop the application and run: " + command));
    }
  }
}
