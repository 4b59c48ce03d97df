package dev.showwise.migrate.spi;

import dev.showwise.migrate.Backup.Check;
import dev.showwise.migrate.BackupOptions.Thoroughness;
import dev.showwise.migrate.MigrationException.BackupFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * Writes backups of one sort of database, and reads them back. SQLite's is built in; for a server one is
 * handed to the engine, since it needs to know how the server is reached. Names, manifests, and how many
 * stay are the engine's business. Safe for use by several threads.
 */
public interface BackupProvider {
  /**
   * What the backups of a database are called, and where they go unless a folder is chosen.
   *
   * @throws SQLException if the database cannot be asked
   */
  Place place(BackupSource source) throws SQLException;

  /**
   * Writes a backup into a file, and reads it back: when this returns, the file is sound and what the
   * database is, as far as the check says. The file is deleted if it fails.
   *
   * @param source what is to be backed up; on SQLite nobody else writes to it meanwhile
   * @param draft where it goes: an empty file that only its owner can read
   * @param thoroughness how closely it is to be looked at, for a provider that has a choice
   * @throws BackupFailed if it cannot be made, or is not what the database is; the message says why, and
   *     what to do
   * @throws SQLException if the database cannot be read
   * @throws IOException if the backup cannot be written or read back
   */
  Written write(BackupSource source, Path draft, Thoroughness thoroughness)
      throws SQLException, IOException;

  /**
   * What the backups of a database are called.
   *
   * @param database the beginning of their names
   * @param ending the end of their names, with a dot
   * @param folder where they go by default; empty if the database has no place of its own
   */
  record Place(String database, String ending, Optional<Path> folder) {}

  /**
   * A backup that was written and read back.
   *
   * @param check how closely it was looked at
   * @param facts what else is worth knowing in its manifest, by short names; no secrets
   */
  record Written(Check check, Map<String, String> facts) {
    /** Copies the facts. */
    public Written {
      facts = Map.copyOf(facts);
    }
  }
}
