package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.MigrationException.BackupFailed;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.internal.backup.BackupFolder;
import dev.showwise.migrate.internal.backup.BackupMaker;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.spi.BackupSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Makes the backup that a run can go back to: once, before its first change. Where a writer excludes all
 * others it is made behind the lock of that change, so that nothing comes in between and of many runners
 * only the one whose turn it is makes one.
 */
final class Safeguard {
  private final Environment environment;
  private final Session session;
  private final Progress progress;
  private boolean wanted;

  Safeguard(Environment environment, Session session, Progress progress) {
    this.environment = environment;
    this.session = session;
    this.progress = progress;
  }

  /** A run with this plan is about to begin; one that would only record what is there needs no backup. */
  void expect(Plan plan) {
    wanted = environment.backups().isAutomatic()
        && plan.steps().stream().anyMatch(step -> !(step.presence() instanceof Presence.Present));
  }

  /** The first change comes next. On SQLite the write lock is held. */
  void beforeChange(History history) {
    if (wanted) {
      Backup backup = create(history);
      wanted = false;
      progress.backedUp(backup);
      environment.listener().backedUp(backup);
    }
  }

  /** On a server, where nobody is excluded: before any claim is made, which would have to wait. */
  void beforeClaims(History history) {
    if (session.isOnServer()) {
      beforeChange(history);
    }
  }

  Backup create(History history) {
    return create(history, Optional.empty());
  }

  /**
   * Makes a backup, whether or not one is expected. On SQLite the write lock must be held.
   *
   * @param to the file that it becomes; empty for a name in the folder of backups
   */
  Backup create(History history, Optional<Path> to) {
    BackupMaker maker = new BackupMaker(
        environment.backups().providerFor(session.dialect()),
        environment.backups().options());
    try {
      return to.isPresent()
          ? maker.create(source(history), to.get())
          : maker.create(source(history));
    } catch (BackupFailed e) {
      throw failed(String.valueOf(e.getMessage()), e);
    } catch (SQLException e) {
      throw failed(
          "The database could not be read to make a backup of it: "
              + session.dialect().messageOf(e) + ". Nothing was changed.",
          e);
    } catch (IOException e) {
      throw failed(
          "The backup could not be written: " + BackupFolder.reason(e)
              + ". Check the folder and the room in it; nothing was changed.",
          e);
    }
  }

  private BackupFailed failed(String message, Exception cause) {
    return new BackupFailed(message, cause, progress.report(Outcome.FAILED));
  }

  private BackupSource source(History history) {
    try {
      return new BackupSource(
          environment.dataSource(),
          environment.options().schema(),
          session.history().table(),
          state(history));
    } catch (SQLException e) {
      throw Troubles.of(e, session, progress.report(Outcome.FAILED));
    }
  }

  /** The last migration that was done, for the name of a backup. */
  static Optional<String> state(History history) {
    return history.latest().stream()
        .filter(History::isDone)
        .max((a, b) -> Long.compare(a.seq(), b.seq()))
        .map(HistoryEntry::migration)
        .map(label -> label.id().module() + "-" + label.id().version());
  }
}
