package dev.showwise.migrate;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where backups go, how many are kept and how closely they are looked at. Immutable; begin with {@link
 * #DEFAULTS}.
 *
 * @param folder where they go; empty (the default): {@code backups} beside the database, which only a
 *     database in a file has
 * @param keep how many of this database stay in the folder, the newest; default 10. The newest one always
 *     stays
 * @param thoroughness how closely they are looked at
 */
public record BackupOptions(Optional<Path> folder, int keep, Thoroughness thoroughness) {
  /** Ten backups beside the database, looked at as closely as its size allows. */
  public static final BackupOptions DEFAULTS =
      new BackupOptions(Optional.empty(), 10, Thoroughness.BY_SIZE);

  /** The size of a database from which on single values are only compared when that is asked for. */
  public static final long LARGE = 256L << 20;

  /** How closely a backup is looked at. */
  public enum Thoroughness {
    /** {@link #CONTENT} up to {@link BackupOptions#LARGE} bytes, above it {@link #STRUCTURE}. */
    BY_SIZE,
    /** See {@link Backup.Check#CONTENT}. */
    CONTENT,
    /** See {@link Backup.Check#STRUCTURE}. */
    STRUCTURE
  }

  /** Checks that the parts make sense. */
  public BackupOptions {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(thoroughness, "thoroughness");
    if (keep < 1) {
      throw new IllegalArgumentException("at least one backup must be kept, not " + keep);
    }
  }

  /** The same, in this folder; it is made if it is not there. */
  public BackupOptions in(Path newFolder) {
    return new BackupOptions(Optional.of(newFolder), keep, thoroughness);
  }

  /** The same, with so many that stay. */
  public BackupOptions keeping(int newKeep) {
    return new BackupOptions(folder, newKeep, thoroughness);
  }

  /** The same, looked at so closely. */
  public BackupOptions checking(Thoroughness newThoroughness) {
    return new BackupOptions(folder, keep, newThoroughness);
  }
}
