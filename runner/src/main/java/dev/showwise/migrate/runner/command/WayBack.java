package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.MigrationException;
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

  WayBack(Session session) {
    this.session = session;
  }

  /** The failure, with how to get back, or how that went; the same if there is nothing to go back from. */
  Failure after(Failure failure) {
    Optional<Backup> backup = failure.report().flatMap(MigrationReport::backup);
    boolean isLeftOver = failure
        .report()
        .flatMap(MigrationReport::failed)
        .filter(failed -> failed.undone() != Undone.COMPLETELY)
        .isPresent();
    if (backup.isEmpty() || !isLeftOver) {
      return failure;
    }
    if (!session.address().isSqlite()) {
      return failure.with(Notice.warning(
          "way-back",
          "The backup that was made before this run is " + backup.get().file() + ".",
          "docs/backup.md says how to restore it with the server's own tools."));
    }
    String command =
        session.command() + " restore " + Shell.quoted(backup.get().file().toString()) + " --url "
            + Shell.quoted(session.address().shownName());
    return session.settings().has(Flag.RESTORE_ON_FAILURE)
        ? restored(failure, backup.get(), command)
        : failure.with(Notice.warning(
            "way-back",
            "What could not be undone is not in the backup that was made before this run.",
            "To go back to what was before all of this run, stop the application and run: "
                + command));
  }

  private Failure restored(Failure failure, Backup backup, String command) {
    try {
      OpenedDatabase database = session.open(session.address(), Access.REPLACE);
      RestoreReport report =
          session.engineWithoutMigrations(database).restore(backup.file(), RestoreConsent.always());
      return failure.with(Notice.warning(
          "restored",
          "The database was restored from " + backup.file()
              + " and is what it was before this run: what it completed before the failure is gone,"
              + " too.",
          report
              .kept()
              .map(kept -> "What the failed run left is kept in " + kept + ".")
              .orElse("")));
    } catch (MigrationException e) {
      failure.cause().addSuppressed(e);
      return failure.with(Notice.error(
          "not-restored",
          "The backup could not be restored: " + e.getMessage(),
          "Stop the application and run: " + command));
    }
  }
}
