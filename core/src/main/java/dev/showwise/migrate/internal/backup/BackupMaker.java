package dev.showwise.migrate.internal.backup;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.BackupOptions;
import dev.showwise.migrate.MigrationException.BackupFailed;
import dev.showwise.migrate.spi.BackupProvider;
import dev.showwise.migrate.spi.BackupProvider.Place;
import dev.showwise.migrate.spi.BackupProvider.Written;
import dev.showwise.migrate.spi.BackupSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a provider a file to write to, and what was written and read back its name and its manifest. */
public final class BackupMaker {
  private final BackupProvider provider;
  private final BackupOptions options;

  /** Makes backups with a provider. */
  public BackupMaker(BackupProvider provider, BackupOptions options) {
    this.provider = provider;
    this.options = options;
  }

  /** Loaded only when there is something to say. */
  private static final class Log {
    static final Logger LOGGER = LoggerFactory.getLogger("dev.showwise.migrate");
  }

  /** What becomes of the backups that are there already. */
  public enum Older {
    /** As many go as are too many. */
    TIDIED,
    /** All stay: the oldest may be the one that is about to be restored. */
    LEFT_ALONE
  }

  /** Makes one with a name of its own in the folder of backups. */
  public Backup create(BackupSource source, Older older) throws SQLException, IOException {
    Place place = provider.place(source);
    BackupFolder folder = folder(place);
    Instant now = Instant.now();
    Path file =
        folder.place(BackupFolder.nameFor(place.database(), now, source.state(), place.ending()));
    Backup backup = write(source, folder, file, now);
    if (older == Older.TIDIED) {
      tidy(new Retention(place.database(), options.keep()), folder, backup);
    }
    return backup;
  }

  private BackupFolder folder(Place place) throws IOException {
    return BackupFolder.at(options
        .folder()
        .or(place::folder)
        .orElseThrow(() -> new BackupFailed(
            "The backup was not made: this database has no place on a disk, so there is none beside it."
                + " Name a folder for backups; nothing was changed.",
            null))
        .toAbsolutePath()
        .normalize());
  }

  /** What goes wrong is a line in the log: the new one is there all the same. */
  private static void tidy(Retention retention, BackupFolder folder, Backup newest) {
    try {
      retention
          .tidy(folder, newest.file())
          .forEach(failure -> Log.LOGGER.warn("An old backup could not be deleted: {}", failure));
    } catch (IOException e) {
      Log.LOGGER.warn("Old backups could not be looked for: {}", e.getMessage());
    }
  }

  /** Makes one with this name, which must not be taken. */
  public Backup create(BackupSource source, Path file) throws SQLException, IOException {
    Path place = file.toAbsolutePath().normalize();
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      throw new BackupFailed(
          "The backup was not made: there is a file " + place
              + " already. Choose another name; nothing was changed.",
          null);
    }
    return write(source, BackupFolder.at(BackupFolder.of(place)), place, Instant.now());
  }

  private Backup write(BackupSource source, BackupFolder folder, Path file, Instant now)
      throws SQLException, IOException {
    Path draft = folder.newDraft();
    try {
      Written written = provider.write(source, draft, options.thoroughness());
      Backup backup =
          new Backup(file, now, Files.size(draft), Hashing.ofFile(draft), written.check());
      Map<String, String> facts = new LinkedHashMap<>(written.facts());
      source.state().ifPresent(state -> facts.put(Manifest.STATE, state));
      BackupFolder.publish(draft, backup, facts);
      return backup;
    } catch (Throwable e) {
      BackupFolder.delete(draft, e);
      throw e;
    }
  }

  /** The folder of the backups of a database with a file. */
  static Optional<Path> beside(Optional<Path> database) {
    return database.map(file -> file.toAbsolutePath().resolveSibling("backups"));
  }
}
