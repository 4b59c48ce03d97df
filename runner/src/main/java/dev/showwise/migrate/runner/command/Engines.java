package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.BackupOptions;
import dev.showwise.migrate.Literals;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.engine.EngineBuilder;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.runner.database.DatabaseAddress;
import dev.showwise.migrate.runner.database.OpenedDatabase;
import dev.showwise.migrate.runner.fault.Notice;
import dev.showwise.migrate.runner.output.Reporter;
import dev.showwise.migrate.runner.output.Surroundings;
import dev.showwise.migrate.runner.settings.Settings;
import java.util.List;

/**
 * Puts engines together as the settings want them.
 *
 * @param settings what was asked for
 * @param surroundings where the program runs
 * @param reporter is told if there will be no backup
 * @param interruption ends runs at a safe point
 * @param scripts folders of scripts
 * @param dropIns where migrations and dialects are looked for
 */
record Engines(
    Settings settings,
    Surroundings surroundings,
    Reporter reporter,
    Interruption interruption,
    List<Scripts> scripts,
    ClassLoader dropIns) {

  /** An engine, or what comes before it, for a database; without a listener, and making no backups. */
  EngineBuilder plain(OpenedDatabase opened) {
    EngineBuilder builder = MigrationEngine.builder(opened.dataSource())
        .classLoader(dropIns)
        .literals(settings.has(Settings.Flag.SHOW_LITERALS) ? Literals.SHOWN : Literals.MASKED)
        .copies(opened::copy)
        .lockTimeout(settings.lockTimeout());
    scripts.forEach(builder::scripts);
    // the demo's database is SQLite whatever the settings say
    return opened.address().isSqlite()
        ? builder
        : settings.schema().map(builder::schema).orElse(builder);
  }

  /** The same with the backups that are wanted, and stopped by signals. */
  EngineBuilder guarded(OpenedDatabase opened, MigrationListener progress) {
    EngineBuilder builder = plain(opened).backupOptions(settings.backups());
    if (opened.address() instanceof DatabaseAddress.DriverAddress server) {
      // one that is missing is told when a backup is wanted
      builder.backupProvider(new ServerBackup(server.url(), settings, surroundings));
      builder.backupOptions(backupsHere());
    }
    boolean hasFile = opened.address() instanceof DatabaseAddress.SqliteFileAddress;
    boolean without = settings.has(Settings.Flag.NO_BACKUP);
    builder.listener(new StoppableProgress(
        progress, interruption, hasFile && without ? this::warnOfNoBackup : () -> {}));
    boolean wanted = hasFile ? !without : settings.has(Settings.Flag.BACKUP);
    return wanted ? builder.backupBeforeChanges() : builder;
  }

  /** A server has no folder that is beside its database. */
  private BackupOptions backupsHere() {
    BackupOptions options = settings.backups();
    return options.folder().isPresent()
        ? options
        : options.in(surroundings.workingDirectory().resolve("backups"));
  }

  private void warnOfNoBackup() {
    reporter.insist(Notice.warning(
        "no-backup",
        "No backup is made, because of --no-backup.",
        "If this goes wrong, what was before cannot be brought back from here. Without --no-backup one"
            + " is made and read back first."));
  }
}
