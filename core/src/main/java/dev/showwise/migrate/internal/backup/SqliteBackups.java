package dev.showwise.migrate.internal.backup;

import dev.showwise.migrate.Backup.Check;
import dev.showwise.migrate.BackupOptions;
import dev.showwise.migrate.BackupOptions.Thoroughness;
import dev.showwise.migrate.MigrationException.BackupFailed;
import dev.showwise.migrate.spi.BackupProvider;
import dev.showwise.migrate.spi.BackupSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Backups of a SQLite file. The caller holds the write lock, so that a second connection copies and reads
 * one state; readers go on.
 */
public final class SqliteBackups implements BackupProvider {
  @Override
  public Place place(BackupSource source) throws SQLException {
    try (Loan loan = second(source)) {
      Optional<Path> database = SqliteFiles.of(loan.connection());
      String name = database.map(file -> String.valueOf(file.getFileName())).orElse("database.db");
      int dot = name.lastIndexOf('.');
      return new Place(
          dot > 0 ? name.substring(0, dot) : name,
          dot > 0 ? name.substring(dot) : ".db",
          BackupMaker.beside(database));
    }
  }

  @Override
  public Written write(BackupSource source, Path draft, Thoroughness thoroughness)
      throws SQLException, IOException {
    try (Loan loan = second(source)) {
      return new Drawing(loan.connection(), thoroughness).into(draft);
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

  /** The folder in which the backups of the connection's database are, or will be. */
  public static Path folder(Connection connection, BackupOptions options) throws SQLException {
    Optional<Path> file = SqliteFiles.of(connection);
    return options
        .folder()
        .or(() -> BackupMaker.beside(file))
        .orElseThrow(() -> new SQLException("the database is in memory"));
  }

  /**
   * Copies what is committed in the connection's database into a file, whoever writes meanwhile. The driver
   * returns as if all were well when it could not: whoever calls looks at what came of it.
   */
  public static void copy(Connection connection, Path file) throws SQLException {
    SqliteFiles.copyTo(connection, file);
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

  /** A number that is another one when somebody else has written to the connection's database since. */
  public static long changesOfOthers(Connection connection) throws SQLException {
    return new FingerprintReader(connection, "main").number("PRAGMA main.data_version");
  }

  /** One backup that is being made. */
  private static final class Drawing {
    private final Connection connection;
    private final FingerprintReader original;
    private final Check check;
    private final long size;

    Drawing(Connection connection, Thoroughness thoroughness) throws SQLException {
      this.connection = connection;
      this.original = new FingerprintReader(connection, "main");
      this.size = original.size();
      this.check = switch (thoroughness) {
        case CONTENT -> Check.CONTENT;
        case STRUCTURE -> Check.STRUCTURE;
        case BY_SIZE -> size > BackupOptions.LARGE ? Check.STRUCTURE : Check.CONTENT;
      };
    }

    Written into(Path draft) throws SQLException, IOException {
      try {
        SqliteFiles.copyTo(connection, draft);
        Fingerprint expected = original.read(check);
        requireSame(draft, expected);
        return new Written(check, facts(expected));
      } catch (SQLException e) {
        throw notWritten(e, draft);
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
      facts.put(
          Manifest.DATABASE, SqliteFiles.of(connection).map(Path::toString).orElse("in memory"));
      facts.put("product", "SQLite " + original.text("SELECT sqlite_version()"));
      facts.put(Manifest.JOURNAL_MODE, original.text("PRAGMA main.journal_mode"));
      facts.put("schema", fingerprint.schema());
      facts.put("tables", Integer.toString(fingerprint.rows().size()));
      facts.put(Manifest.ROWS, Long.toString(fingerprint.allRows()));
      return facts;
    }
  }
}
