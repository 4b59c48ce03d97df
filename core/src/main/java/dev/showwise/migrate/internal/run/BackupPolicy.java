package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.BackupOptions;
import dev.showwise.migrate.MigrationException.BackupFailed;
import dev.showwise.migrate.internal.backup.SqliteBackups;
import dev.showwise.migrate.spi.BackupProvider;
import dev.showwise.migrate.spi.Dialect;
import java.util.Optional;

/**
 * Which backups an engine makes, and with what.
 *
 * @param options where they go, and how closely they are looked at
 * @param when whether runs make one by themselves
 * @param provider what makes them; empty for what is built in
 */
public record BackupPolicy(BackupOptions options, When when, Optional<BackupProvider> provider) {
  /** Only when somebody asks. */
  public static final BackupPolicy ON_DEMAND =
      new BackupPolicy(BackupOptions.DEFAULTS, When.ON_DEMAND, Optional.empty());

  /** Whether runs make backups by themselves. */
  public enum When {
    /** Before a run that changes something. */
    BEFORE_CHANGES,
    /** Only when somebody asks. */
    ON_DEMAND
  }

  boolean isAutomatic() {
    return when == When.BEFORE_CHANGES;
  }

  BackupProvider providerFor(Dialect dialect) {
    if (provider.isPresent()) {
      return provider.get();
    } else if (dialect.sessions().isEmpty()) {
      return new SqliteBackups();
    }
    throw new BackupFailed(
        "No backup was made: only SQLite's are built in, and none for " + dialect.name()
            + " was handed to the engine (EngineBuilder.backupProvider). Make one with the"
            + " server's own tools, or hand over a provider; nothing was changed.",
        null);
  }
}
