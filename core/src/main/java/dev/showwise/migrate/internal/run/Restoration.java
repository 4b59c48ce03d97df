package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.MigrationException.BackupFailed;
import dev.showwise.migrate.MigrationException.InvalidBackup;
import dev.showwise.migrate.MigrationException.LockTimeout;
import dev.showwise.migrate.MigrationException.Unavailable;
import dev.showwise.migrate.MigrationException.Unusable;
import dev.showwise.migrate.RestoreConsent;
import dev.showwise.migrate.RestoreProposal;
import dev.showwise.migrate.RestoreReport;
import dev.showwise.migrate.RestoreReport.Outcome;
import dev.showwise.migrate.internal.backup.BackupFolder;
import dev.showwise.migrate.internal.backup.SqliteBackups;
import dev.showwise.migrate.internal.backup.StagedBackup;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Lets a backup take the place of a SQLite database. Until the last moment the database is what it was,
 * and from then on it is what the backup is; a process that ends on the way leaves the one or the other.
 */
public final class Restoration {
  private static final int TRIES_WITHOUT_OTHERS = 3;
  private static final int TRIES_TO_KEEP = 3;

  private final Environment environment;

  /** For one engine. */
  public Restoration(Environment environment) {
    this.environment = environment;
  }

  /** Verifies the file, asks, keeps what is there, restores, and compares. */
  public RestoreReport run(Path file, RestoreConsent consent) {
    long start = System.nanoTime();
    Path backup = file.toAbsolutePath().normalize();
    try (StagedBackup staged = StagedBackup.of(backup, folder())) {
      BackupExamination examination = new BackupExamination(environment, staged, backup);
      BackupExamination.Result examined = onSession(examination::of);
      // no connection is held while a person thinks
      if (!consent.agreesTo(examined.proposal())) {
        return report(Outcome.DECLINED, examined.proposal(), Optional.empty(), start);
      }
      Optional<Path> kept = replace(staged, examined);
      return report(Outcome.RESTORED, examined.proposal(), kept, start);
    } catch (IOException e) {
      throw new Unavailable(
          "The backup could not be prepared: " + BackupFolder.reason(e)
              + ". Check the folder of backups and the room in it; nothing was changed.",
          e);
    }
  }

  private static RestoreReport report(
      Outcome outcome, RestoreProposal proposal, Optional<Path> kept, long start) {
    return new RestoreReport(outcome, proposal, kept, Duration.ofNanos(System.nanoTime() - start));
  }

  private <T> T onSession(Use<T> use) {
    try (Session session = Session.open(environment)) {
      try {
        return use.of(session);
      } catch (SQLException e) {
        throw Troubles.of(e, session, null);
      }
    }
  }

  /** What is done with a session. */
  @FunctionalInterface
  private interface Use<T> {
    T of(Session session) throws SQLException;
  }

  private BackupFolder folder() throws IOException {
    Path folder = onSession(session -> {
      if (session.isOnServer()) {
        throw new InvalidBackup(
            "Only a SQLite database is restored here. Restore one of "
                + session.dialect().name() + " with the server's own tools; nothing was changed.",
            null);
      }
      return SqliteBackups.folder(session.connection(), environment.backups().options());
    });
    return BackupFolder.at(folder);
  }

  private Optional<Path> replace(StagedBackup staged, BackupExamination.Result examined)
      throws IOException {
    if (examined.contents().isEmpty()) {
      return Optional.of(replaceUnreadable(staged));
    }
    try (Session session = Session.open(environment)) {
      Run run = new Run(environment, session);
      try {
        Replacement replacement = new Replacement(run, session, staged);
        try {
          replacement.perform();
          requireSame(session, staged, examined.contents().get());
          if (replacement.kept.file().isEmpty() && staged.hadWriteAheadLog()) {
            session.execute("PRAGMA journal_mode=wal");
          }
        } catch (SQLException e) {
          if (!isRestored(staged, examined.contents().get(), e)) {
            throw e;
          }
        }
        return replacement.kept.file();
      } catch (SQLException e) {
        throw Troubles.of(e, session, null);
      }
    }
  }

  private Path replaceUnreadable(StagedBackup staged) throws IOException {
    Path database = onSession(session -> {
      requireState(Present.of(session).state() == Present.State.UNREADABLE);
      return SqliteBackups.file(session.connection());
    });
    Path kept = folder().keepAsItIs(database);
    staged.replace(database);
    onSession(session -> requireSame(session, staged, staged.examine(session.connection())));
    return kept;
  }

  private static void requireState(boolean asExamined) {
    if (!asExamined) {
      throw new Unavailable(
          "What is in the place of the database is not what was there when you were asked. Stop whoever"
              + " writes there, and restore again; nothing was changed.",
          null);
    }
  }

  /** What is about to be replaced, as it was kept; {@code seen} tells whether others wrote since. */
  private record Kept(Optional<Path> file, long seen) {}

  /** Keeps what is there at this moment, which may not be what was there when a person was asked. */
  private Kept keep(Run run, Session session) throws SQLException, IOException {
    long seen = SqliteBackups.changesOfOthers(session.connection());
    Present.State state = run.read(() -> Present.of(session)).state();
    requireState(state != Present.State.UNREADABLE);
    Optional<Path> file = switch (state) {
      case SOUND -> Optional.of(keepSound(run));
      case EMPTY -> Optional.empty();
      case DAMAGED, UNREADABLE ->
        Optional.of(folder().keepAsItIs(SqliteBackups.file(session.connection())));
    };
    return new Kept(file, seen);
  }

  /** A backup of what is about to be replaced, made when nobody is in the middle of a migration. */
  private static Path keepSound(Run run) throws SQLException {
    History history = historyAtRest(run);
    try {
      return run.whileNobodyWrites(() -> run.safeguard().keep(history)).file();
    } catch (BackupFailed e) {
      throw new BackupFailed(
          "What is there now could not be kept, so it was not replaced. " + e.getMessage(), e);
    }
  }

  private static History historyAtRest(Run run) throws SQLException {
    try {
      return run.settledHistory();
    } catch (Unusable e) {
      // another program's table of that name: it is replaced with the rest
      return new History();
    }
  }

  /** Puts the copy in the place of what is there, which is kept first. */
  private final class Replacement {
    private final Run run;
    private final Session session;
    private final StagedBackup staged;
    private Kept kept = new Kept(Optional.empty(), 0);

    Replacement(Run run, Session session, StagedBackup staged) {
      this.run = run;
      this.session = session;
      this.staged = staged;
    }

    /** What is kept is what was replaced and nothing older, whoever wrote while this one waited. */
    void perform() throws SQLException, IOException {
      int triesAlone = 0;
      int triesToKeep = 1;
      kept = keep(run, session);
      run.patience().attempt();
      while (true) {
        if (SqliteBackups.changesOfOthers(session.connection()) != kept.seen()) {
          if (++triesToKeep > TRIES_TO_KEEP) {
            throw tooBusy(
                "Another process wrote to the database again each time that it had been kept");
          }
          kept = keep(run, session);
        } else if (staged.restoreInto(session.connection())) {
          run.patience().done();
          return;
        } else if (isInUse(session)) {
          if (!run.patience().waitFor("another process that is using the database")) {
            throw tooBusy("Another process used the database for all of the "
                + run.patience().waited().toSeconds() + " s that this one waited");
          }
        } else if (++triesAlone == TRIES_WITHOUT_OTHERS) {
          throw new Unavailable(
              "The backup could not be written over the database, though nobody else uses it: its disk"
                  + " is full, it cannot be written, or it has another page size. The database is what"
                  + " it was. Make room, check the permissions, and run again.",
              null);
        }
      }
    }
  }

  private static LockTimeout tooBusy(String how) {
    return new LockTimeout(
        how
            + ", so the backup did not take its place. Nothing was changed. Stop the application, or allow"
            + " a longer lock time-out, and run again.",
        null,
        null);
  }

  /** Whether the database is what the copy is, although a connection failed on the way. */
  private boolean isRestored(
      StagedBackup staged, StagedBackup.Contents contents, SQLException failure) {
    try (Session fresh = Session.open(environment)) {
      return staged.differences(fresh.connection(), contents).isEmpty();
    } catch (SQLException | RuntimeException e) {
      failure.addSuppressed(e);
      throw new Unusable(
          "It could not be found out whether the backup took the place of the database: "
              + failure.getMessage()
              + ". Nothing but the one or the other is possible. Restore again.",
          failure);
    }
  }

  /** Whether others read or write it, so that it cannot be replaced just now. */
  private static boolean isInUse(Session session) throws SQLException {
    try {
      session.execute("BEGIN EXCLUSIVE");
      session.rollback();
      return false;
    } catch (SQLException e) {
      if (session.dialect().classify(e) == ErrorKind.BUSY) {
        return true;
      }
      throw e;
    }
  }

  private static boolean requireSame(
      Session session, StagedBackup staged, StagedBackup.Contents contents) throws SQLException {
    List<String> differences = staged.differences(session.connection(), contents);
    if (!differences.isEmpty()) {
      throw new Unusable(
          "The backup took the place of the database, but the database is not what the backup is: "
              + String.join("; ", differences)
              + ". If the application runs, it wrote since; stop it, and restore again.",
          null);
    }
    return true;
  }
}
