package dev.showwise.migrate.internal.backup;

import dev.showwise.migrate.Backup.Check;
import dev.showwise.migrate.BackupOptions;
import dev.showwise.migrate.MigrationException.InvalidBackup;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that is to take the place of a database, copied aside, so that what was verified is what will be
 * restored, and so that looking at it leaves nothing beside the file itself. Closing deletes the copy.
 */
public final class StagedBackup implements AutoCloseable {
  private final Path file;
  private final Path draft;
  private final Optional<Manifest> manifest;

  private StagedBackup(Path file, Path draft, Optional<Manifest> manifest) {
    this.file = file;
    this.draft = draft;
    this.manifest = manifest;
  }

  /**
   * Copies a file and compares it with its manifest, if it has one.
   *
   * @throws InvalidBackup if it cannot be a sound backup
   * @throws IOException if it cannot be copied into the folder
   */
  public static StagedBackup of(Path file, BackupFolder folder) throws IOException {
    Optional<Manifest> manifest = checked(file);
    Path draft = folder.newDraft();
    StagedBackup staged = new StagedBackup(file, draft, manifest);
    try {
      staged.copy("");
      if (manifest.isPresent()) {
        staged.requireAsWritten(manifest.get());
      } else {
        // one that was copied by hand may have come with what belongs to it
        staged.copy("-wal");
        staged.copy("-journal");
      }
      return staged;
    } catch (Throwable e) {
      BackupFolder.delete(draft, e);
      throw e;
    }
  }

  private static Optional<Manifest> checked(Path file) {
    if (!Files.exists(file)) {
      throw new InvalidBackup("There is no file " + file + ". Nothing was changed.", null);
    } else if (Files.isDirectory(file)) {
      throw new InvalidBackup(
          file + " is a folder, not a backup. Name a file in it; nothing was changed.", null);
    } else if (!Files.isRegularFile(file)) {
      throw new InvalidBackup(file + " is not an ordinary file. Nothing was changed.", null);
    }
    try {
      FileHeader.check(file);
      return Manifest.of(file);
    } catch (IOException e) {
      String why = e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
      throw new InvalidBackup(
          file + " cannot be read: " + why
              + ". Check its permissions, and as which user this runs; nothing was changed.",
          e);
    }
  }

  private void copy(String ending) throws IOException {
    Path from = file.resolveSibling(file.getFileName() + ending);
    if (!ending.isEmpty() && !Files.exists(from)) {
      return;
    }
    Path to = draft.resolveSibling(draft.getFileName() + ending);
    try (InputStream in = Files.newInputStream(from);
        OutputStream out =
            Files.newOutputStream(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      in.transferTo(out);
    }
  }

  private void requireAsWritten(Manifest written) throws IOException {
    String hash = Hashing.ofFile(draft);
    if (!hash.equals(written.sha256())) {
      throw new InvalidBackup(
          file + " is not as it was when it was made on " + written.createdAt()
              + ": its SHA-256 is "
              + hash + ", and " + Manifest.beside(file).getFileName() + " says " + written.sha256()
              + ". It is damaged or was edited. Look for another backup; nothing was changed.",
          null);
    }
  }

  /** When it was made; empty if nothing says so. */
  public Optional<Instant> createdAt() {
    return manifest.map(Manifest::createdAt);
  }

  /** Whether a manifest of this program vouches for it. */
  public boolean isVouchedFor() {
    return manifest.isPresent();
  }

  /** What is known of its contents once it was found sound. */
  public static final class Contents {
    private final Fingerprint fingerprint;
    private final Check check;
    private final long applicationId;

    Contents(Fingerprint fingerprint, Check check, long applicationId) {
      this.fingerprint = fingerprint;
      this.check = check;
      this.applicationId = applicationId;
    }

    /** The number by which SQLite applications mark their files; 0 for none. */
    public long applicationId() {
      return applicationId;
    }

    /** How many rows all tables have. */
    public long rows() {
      return fingerprint.allRows();
    }
  }

  /** Something that is read from the copy, which is attached under {@code name} meanwhile. */
  @FunctionalInterface
  public interface Look<T> {
    /** Reads. */
    T at(Connection connection, String name) throws SQLException;
  }

  /** Reads from the copy through a connection of the database. */
  public <T> T look(Connection connection, Look<T> look) throws SQLException {
    return SqliteFiles.reading(connection, draft, copy -> look.at(connection, SqliteFiles.COPY));
  }

  /**
   * Reads all of it.
   *
   * @throws InvalidBackup if it is damaged, or has no tables
   */
  public Contents examine(Connection connection) throws SQLException {
    try {
      return SqliteFiles.reading(connection, draft, copy -> {
        Check check = manifest
            .map(Manifest::check)
            .orElse(copy.size() > BackupOptions.LARGE ? Check.STRUCTURE : Check.CONTENT);
        List<String> damage = copy.damage(check);
        if (!damage.isEmpty()) {
          throw damaged(String.join("; ", damage), null);
        }
        Fingerprint fingerprint = copy.read(check);
        if (fingerprint.rows().isEmpty()) {
          throw new InvalidBackup(
              file + " is a database without a table: nothing was ever in it, or what was in its"
                  + " write-ahead log was not copied with it. Nothing was changed.",
              null);
        }
        return new Contents(
            fingerprint, check, copy.number("PRAGMA " + SqliteFiles.COPY + ".application_id"));
      });
    } catch (SQLException e) {
      throw damaged(String.valueOf(e.getMessage()), e);
    }
  }

  private InvalidBackup damaged(String how, @Nullable Throwable cause) {
    return new InvalidBackup(
        file + " is damaged: " + how + ". Look for another backup; nothing was changed.", cause);
  }

  /** Tries once to make the connection's database what the copy is. Returns whether it is now. */
  public boolean restoreInto(Connection connection) throws SQLException {
    FingerprintReader main = new FingerprintReader(connection, "main");
    long before = main.schemaVersion();
    SqliteFiles.copyFrom(connection, draft);
    return main.schemaVersion() != before;
  }

  /** In what the connection's database is not what the copy is, in words; empty if it is the same. */
  public List<String> differences(Connection connection, Contents contents) throws SQLException {
    return new FingerprintReader(connection, "main")
        .read(contents.check)
        .differencesFrom(contents.fingerprint);
  }

  /** The last migration that its manifest names; empty for none. */
  public Optional<String> state() {
    return manifest.map(m -> m.facts().get(Manifest.STATE));
  }

  /** The number of rows that its manifest names; 0 without one. */
  public long rows() {
    return manifest.map(Manifest::rows).orElse(0L);
  }

  /** Whether the database kept a write-ahead log when the backup was made; no other mode outlasts its connection. */
  public boolean hadWriteAheadLog() {
    return manifest
        .filter(m -> "wal".equals(m.facts().get(Manifest.JOURNAL_MODE)))
        .isPresent();
  }

  /**
   * Puts the copy where a file is that SQLite cannot open. Until the last step the name leads to the old
   * file.
   */
  public void replace(Path broken) throws IOException {
    Path beside = broken.resolveSibling("." + draft.getFileName());
    try {
      Files.copy(draft, beside, StandardCopyOption.COPY_ATTRIBUTES);
      BackupFolder.openLike(broken, beside);
      BackupFolder.force(beside);
      for (String ending : BackupFolder.BESIDE) {
        // it would be applied to the new file
        Files.deleteIfExists(broken.resolveSibling(broken.getFileName() + ending));
      }
      Files.move(
          beside, broken, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      BackupFolder.forceFolder(BackupFolder.of(broken));
    } catch (Throwable e) {
      BackupFolder.delete(beside, e);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    IOException failure = new IOException(draft + " could not be deleted");
    BackupFolder.delete(draft, failure);
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }
}
