package dev.showwise.migrate.spi;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.BackupOptions;
import dev.showwise.migrate.MigrationException.BackupFailed;
import java.io.IOException;
import java.sql.SQLException;

/**
 * Makes backups of one sort of database. SQLite's is built in; for a server one is handed to the engine,
 * since it needs to know how the server is reached. Safe for use by several threads.
 */
public interface BackupProvider {
  /**
   * Makes a backup, and reads it back: what is returned counts as a backup. On failure nothing of it is
   * left behind.
   *
   * @param source what is to be backed up; on SQLite nobody else writes to it meanwhile
   * @param options where it goes and how closely it is looked at
   * @throws BackupFailed if it cannot be made, or is not what the database is; the message says why, and
   *     what to do
   * @throws SQLException if the database cannot be read
   * @throws IOException if the backup cannot be written
   */
  Backup create(BackupSource source, BackupOptions options) throws SQLException, IOException;
}
