package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.MigrationException.BackupFailed;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.internal.backup.BackupFolder;
import dev.showwise.migrate.internal.backup.BackupMaker;
import dev.showwise.migrate.internal.backup.BackupMaker.Older;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.spi.BackupSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the backup that a run can go back to: once, before its first change. Where a writer excludes all
 * others it is made behind the lock of that change, so that nothing comes in between and of many runners
 * only the one whose turn it is makes one.
 */
final class Safeguard {
  private final Environment environment;
  private final Session session;
  private final Progress progress;
  private boolean expected;
  private boolean made;

  Safeguard(Environment environment, Session session, Progress progress) {
    this.environment = environment;
    this.session = session;
    this.progress = progress;
  }

  /** A run with this plan is about to begin; one that would only record what is there needs no backup. */
  void expect(Plan plan) {
    expected = plan.steps().stream().anyMatch(Safeguard::executes);
  }

  /** A run is about to begin that executes something. */
  void expectChange() {
    expected = true;
  }

  private static boolean executes(Plan.Step step) {
    return !(step.presence() instanceof Presence.Present && Work.Up.mayAdopt(step.reason()));
  }

  /** The first change comes next, if only to the history. On SQLite the write lock is held. */
  void beforeChange(History history) {
    if (expected) {
      makeOnce(history);
    }
  }

  /**
   * A migration is executed next, whether or not that was expected: what was there when the run was
   * planned may be gone since. On SQLite the write lock is held.
   */
  void beforeExecution(History history) {
    if (session.isOnServer() && isDue()) {
      throw failed(
          "No backup was made, because all that was pending was in the database a moment ago; now some"
              + " of it is not, and would have to be made. Run again; nothing was changed.",
          null);
    }
    makeOnce(history);
  }

  /** Whether this run makes a backup, and has not made it yet. */
  boolean isDue() {
    return environment.backups().isAutomatic() && !made;
  }

  private void makeOnce(History history) {
    if (isDue() && isEmpty()) {
      // there is nothing to go back to, and a backup of nothing is none
      made = true;
    } else if (isDue()) {
      Backup backup = create(history);
      made = true;
      progress.backedUp(backup);
      environment.listener().backedUp(backup);
    }
  }

  private boolean isEmpty() {
    try {
      return !session.isOnServer()
          && session.dialect().readObjects(session.connection()).isEmpty();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** On a server, where nobody is excluded: before any claim is made, which would have to wait. */
  void beforeClaims(History history) {
    if (session.isOnServer()) {
      beforeChange(history);
    }
  }

  /**
   * Makes a backup, whether or not one is expected, with a name in the folder of backups; the oldest ones
   * there are deleted. On SQLite the write lock must be held.
   */
  Backup create(History history) {
    return create(history, (maker, source) -> maker.create(source, Older.TIDIED));
  }

  /** The same, and deletes none: the oldest may be the one that is about to be restored. */
  Backup keep(History history) {
    return create(history, (maker, source) -> maker.create(source, Older.LEFT_ALONE));
  }

  /** Makes one that becomes a file of this name. */
  Backup create(History history, Path to) {
    return create(history, (maker, source) -> maker.create(source, to));
  }

  /** One way to make a backup. */
  private interface Making {
    Backup with(BackupMaker maker, BackupSource source) throws SQLException, IOException;
  }

  private Backup create(History history, Making making) {
    BackupMaker maker = new BackupMaker(
        environment.backups().providerFor(session.dialect()),
        environment.backups().options());
    try {
      return making.with(maker, source(history));
    } catch (BackupFailed e) {
      throw failed(String.valueOf(e.getMessage()), e);
    } catch (SQLException e) {
      throw unreadable(e);
    } catch (IOException e) {
      throw failed(
          "The backup could not be written: " + BackupFolder.reason(e)
              + ". Check the folder and the room in it; nothing was changed.",
          e);
    }
  }

  private BackupFailed unreadable(SQLException e) {
    return failed(
        "The database could not be read to make a backup of it: "
            + session.dialect().messageOf(e) + ". Nothing was changed.",
        e);
  }

  private BackupFailed failed(String message, @Nullable Exception cause) {
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
  private static Optional<String> state(History history) {
    return history
        .lastDone()
        .map(HistoryEntry::migration)
        .map(label -> label.id().module() + "-" + label.id().version());
  }
}
