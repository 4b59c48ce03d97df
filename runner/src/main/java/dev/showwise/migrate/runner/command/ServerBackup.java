package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.BackupOptions.Thoroughness;
import dev.showwise.migrate.MigrationException.BackupFailed;
import dev.showwise.migrate.backups.ServerBackups;
import dev.showwise.migrate.runner.output.Surroundings;
import dev.showwise.migrate.runner.settings.Settings;
import dev.showwise.migrate.spi.BackupProvider;
import dev.showwise.migrate.spi.BackupSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Backups of the server that was named, by its client program, which is looked for when it is needed. */
final class ServerBackup implements BackupProvider {
  private final String url;
  private final Settings settings;
  private final Surroundings surroundings;

  ServerBackup(String url, Settings settings, Surroundings surroundings) {
    this.url = url;
    this.settings = settings;
    this.surroundings = surroundings;
  }

  @Override
  public Place place(BackupSource source) throws SQLException {
    return provider().place(source);
  }

  @Override
  public Written write(BackupSource source, Path draft, Thoroughness thoroughness)
      throws SQLException, IOException {
    return provider().write(source, draft, thoroughness);
  }

  private BackupProvider provider() {
    return ServerBackups.find(
            url,
            settings.user().orElse(""),
            settings.password().map(Settings.Password::value).orElse(""),
            surroundings.environment().getOrDefault("PATH", ""))
        .orElseThrow(() -> new BackupFailed(
            "No backup can be made of this database: there is a way for SQLite files, and for"
                + " PostgreSQL, MariaDB and MySQL whose URL names one host and one database. Make one"
                + " with the server's own tools; nothing was changed.",
            null));
  }
}
