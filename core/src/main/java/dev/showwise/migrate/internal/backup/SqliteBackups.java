package dev.showwise.migrate.internal.backup;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.Backup.Check;
import dev.showwise.migrate.BackupOptions;
import dev.showwise.migrate.MigrationException.BackupFailed;
import dev.showwise.migrate.spi.BackupProvider;
import dev.showwise.migrate.spi.BackupSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backups of a SQLite file. The caller holds the write lock, so that a second connection copies and reads
 * one state; readers go on.
 */
public final class SqliteBackups implements BackupProvider {
  private static final Logger LOGGER = LoggerFactory.getLogger("dev.showwise.migrate");
  private static final String FOLDER = "backups";

  private final Optional<Path> place;

  private SqliteBackups(Optional<Path> place) {
    this.place = place;
  }

  /** Backups under names of their own in the folder of backups. */
  public static SqliteBackups inFolder() {
    return new SqliteBackups(Optional.empty());
  }

  /** A backup with this name, which must not be taken. */
  public static SqliteBackups at(Path file) {
    return new SqliteBackups(Optional.of(file.toAbsolutePath().normalize()));
  }

  @Override
  public Backup create(BackupSource source, BackupOptions options)
      throws SQLException, IOException {
    try (Loan loan = second(source)) {
      Connection connection = loan.connection();
      Optional<Path> database = SqliteFiles.of(connection);
      BackupFolder folder = BackupFolder.at(folder(database, options));
      String name = database.map(SqliteBackups::stem).orElse("database");
      Instant now = Instant.now();
      Path file = place.orElseGet(
          () -> folder.place(BackupFolder.nameFor(name, now, source.state(), ending(database))));
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new BackupFailed(
            "The backup was not made: there is a file " + file
                + " already. Choose another name; nothing was changed.",
            null);
      }
      Backup backup = new Drawing(connection, source, options).into(folder.newDraft(), file, now);
      if (place.isEmpty()) {
        folder
            .tidy(name, options.keep())
            .forEach(failure -> LOGGER.warn("An old backup could not be deleted: {}", failure));
      }
      return backup;
    }
  }

  /** The first one holds the lock, and cannot make a copy within its transaction. */
  private static Loan second(BackupSource source) {
    try {
      return Loan.of(source.dataSource());
    } catch (SQLException e) {
      throw new BackupFailed(
          "The backup was not made: the data source gave no second connection, which is needed while"
              + " the first one keeps others from writing (" + e.getMessage()
              + "). Let it give two; nothing was changed.",
          e);
    }
  }

  private Path folder(Optional<Path> database, BackupOptions options) {
    return place.map(BackupFolder::of).orElseGet(() -> folderOf(database, options));
  }

  /** The folder in which the backups of the connection's database are, or will be. */
  public static Path folder(Connection connection, BackupOptions options) throws SQLException {
    return folderOf(SqliteFiles.of(connection), options);
  }

  /** The file of the connection's database, which must have one. */
  public static Path file(Connection connection) throws SQLException {
    return SqliteFiles.of(connection)
        .orElseThrow(() -> new SQLException("the database is in memory"));
  }

  /** The tables of the connection's database, or of one that is attached. */
  public static Set<String> tables(Connection connection, String name) throws SQLException {
    return new FingerprintReader(connection, name).tables().keySet();
  }

  /** How many rows all tables have. */
  public static long rows(Connection connection) throws SQLException {
    return new FingerprintReader(connection, "main").read(Check.STRUCTURE).allRows();
  }

  /** The number by which an application marks its files; 0 for none. */
  public static long applicationId(Connection connection) throws SQLException {
    return new FingerprintReader(connection, "main").number("PRAGMA main.application_id");
  }

  private static Path folderOf(Optional<Path> database, BackupOptions options) {
    return options
        .folder()
        .or(() -> database.map(file -> file.toAbsolutePath().resolveSibling(FOLDER)))
        .orElseThrow(() -> new BackupFailed(
            "The backup was not made: this database is in memory, so there is no place beside it. Name"
                + " a folder for backups; nothing was changed.",
            null))
        .toAbsolutePath()
        .normalize();
  }

  private static String stem(Path database) {
    return String.valueOf(database.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
  }

  private static String ending(Optional<Path> database) {
    String name = database.map(file -> String.valueOf(file.getFileName())).orElse(".db");
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(dot) : ".db";
  }

  /** One backup that is being made. */
  private static final class Drawing {
    private final Connection connection;
    private final BackupSource source;
    private final FingerprintReader original;
    private final Check check;
    private final long size;

    Drawing(Connection connection, BackupSource source, BackupOptions options) throws SQLException {
      this.connection = connection;
      this.source = source;
      this.original = new FingerprintReader(connection, "main");
      this.size = original.size();
      this.check = switch (options.thoroughness()) {
        case CONTENT -> Check.CONTENT;
        case STRUCTURE -> Check.STRUCTURE;
        case BY_SIZE -> size > BackupOptions.LARGE ? Check.STRUCTURE : Check.CONTENT;
      };
    }

    Backup into(Path draft, Path file, Instant now) throws SQLException, IOException {
      try {
        SqliteFiles.copyTo(connection, draft);
        Fingerprint expected = original.read(check);
        requireSame(draft, expected);
        Backup backup = new Backup(file, now, Files.size(draft), Hashing.ofFile(draft), check);
        BackupFolder.publish(draft, backup, facts(expected));
        return backup;
      } catch (SQLException e) {
        BackupFolder.delete(draft, e);
        throw notWritten(e, draft);
      } catch (Throwable e) {
        BackupFolder.delete(draft, e);
        throw e;
      }
    }

    private void requireSame(Path draft, Fingerprint expected) throws SQLException, IOException {
      if (Files.size(draft) == 0 && size > 0) {
        throw notWritten(new SQLException("nothing was written"), draft);
      }
      List<String> findings = SqliteFiles.reading(connection, draft, copy -> {
        List<String> damage = copy.damage(check);
        return damage.isEmpty() ? copy.read(check).differencesFrom(expected) : damage;
      });
      if (findings.isEmpty()) {
        return;
      }
      List<String> damage = original.damage(check);
      throw new BackupFailed(
          damage.isEmpty()
              ? "The backup is not what the database is, and was deleted: "
                  + String.join("; ", findings)
                  + ". Check the disk that it was written to; nothing was changed."
              : "The database itself is damaged, so no backup of it counts as one: "
                  + String.join("; ", damage)
                  + ". Restore an older backup, or have it repaired, before anything else; nothing"
                  + " was changed.",
          null);
    }

    /** The driver seldom says why a copy could not be written; how much room there is often does. */
    private BackupFailed notWritten(SQLException e, Path draft) throws IOException {
      Path folder = BackupFolder.of(draft);
      long room = BackupFolder.room(folder);
      return new BackupFailed(
          room < size
              ? "The backup could not be written: it needs " + size + " bytes, and only " + room
                  + " are free in " + folder
                  + ". Make room, or choose another folder for backups; nothing was changed."
              : "The backup could not be made in " + folder + ": " + e.getMessage()
                  + ". Check the disk and that this user may write there; nothing was changed.",
          e);
    }

    private Map<String, String> facts(Fingerprint fingerprint) throws SQLException {
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("database", SqliteFiles.of(connection).map(Path::toString).orElse("in memory"));
      facts.put("product", "SQLite " + original.text("SELECT sqlite_version()"));
      facts.put(Manifest.JOURNAL_MODE, original.text("PRAGMA main.journal_mode"));
      source.state().ifPresent(state -> facts.put(Manifest.STATE, state));
      facts.put("schema", fingerprint.schema());
      facts.put("tables", Integer.toString(fingerprint.rows().size()));
      facts.put(Manifest.ROWS, Long.toString(fingerprint.allRows()));
      return facts;
    }
  }
}
