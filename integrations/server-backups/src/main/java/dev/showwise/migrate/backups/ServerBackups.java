package dev.showwise.migrate.backups;

import dev.showwise.migrate.MigrationException.BackupFailed;
import dev.showwise.migrate.spi.BackupProvider;
import java.nio.file.Path;
import java.util.Optional;

/** Finds what makes backups of a server. */
public final class ServerBackups {
  private ServerBackups() {}

  /**
   * What makes backups of the database that a URL names: {@code pg_dump} and {@code pg_restore} for
   * PostgreSQL, {@code mariadb-dump} or {@code mysqldump} for MariaDB and MySQL.
   *
   * @param url a JDBC URL
   * @param user the user, unless the URL has it; empty for none
   * @param password the password, unless the URL has it; empty for none
   * @param searchPath the folders in which programs are looked for, as the environment's {@code PATH}
   * @return empty if there is nothing for such a URL
   * @throws BackupFailed if the program for it is not there
   */
  public static Optional<BackupProvider> find(
      String url, String user, String password, String searchPath) {
    return ServerAccess.of(url, user, password).map(access -> find(access, searchPath));
  }

  private static BackupProvider find(ServerAccess access, String searchPath) {
    return access.product().equals("postgresql")
        ? new PostgresBackups(
            access,
            required(searchPath, "PostgreSQL", "pg_dump"),
            required(searchPath, "PostgreSQL", "pg_restore"))
        : new MariaDbBackups(
            access, required(searchPath, "MariaDB or MySQL", "mariadb-dump", "mysqldump"));
  }

  private static Path required(String searchPath, String product, String... names) {
    return ClientProgram.find(searchPath, names)
        .orElseThrow(() -> new BackupFailed(
            "No backup can be made: " + String.join(" or ", names)
                + " is not on the search path. Install the client programs of " + product
                + ", or make a backup in another way; nothing was changed.",
            null));
  }
}
