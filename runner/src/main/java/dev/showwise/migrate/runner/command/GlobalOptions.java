package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.settings.GivenOptions;
import dev.showwise.migrate.runner.settings.Settings.Flag;
import dev.showwise.migrate.runner.settings.Verbosity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every verb has. picocli fills the fields. */
final class GlobalOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "a JDBC URL, or the path of a SQLite file")
  @Nullable
  String url;

  @Option(names = "--user", paramLabel = "NAME", description = "the database user")
  @Nullable
  String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "the file that has the password; a password is never an argument")
  @Nullable
  String passwordFile;

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      description = "the schema, on MariaDB and MySQL the database, to work in (default: the"
          + " connection's own); it must be there")
  @Nullable
  String schema;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "properties with the same names (default: showwise-migrate.properties here,"
          + " if it is there)")
  @Nullable
  String config;

  @Option(
      names = "--migrations",
      paramLabel = "DIR",
      arity = "1",
      description = "a folder of migration jars to add; may be given several times")
  List<String> migrations = new ArrayList<>();

  @Option(
      names = "--scripts",
      paramLabel = "DIR",
      arity = "1",
      description = "a folder of SQL scripts to add; may be given several times")
  List<String> scripts = new ArrayList<>();

  @Option(
      names = "--layout",
      paramLabel = "NAME",
      description = "how the files of script folders are called: showwise, flyway, golang-migrate,"
          + " authelia, diesel, sqlx, goose, dbmate, mybatis, ory (default: found by their shape)")
  @Nullable
  String layout;

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description =
          "a list of SHA-256 sums, as sha256sum makes it, of the jars that may be loaded; any"
              + " other jar is refused before its classes are loaded")
  @Nullable
  String trust;

  @Option(
      names = "--create",
      description = "allow a SQLite file that does not exist yet or is empty, or a new file of H2")
  boolean create;

  @Option(names = "--yes", description = "the answer to the question, for scripts")
  boolean yes;

  @Option(names = "--json", description = "the report as one JSON document on standard output")
  boolean json;

  @Option(
      names = "--lock-timeout",
      paramLabel = "SECONDS",
      description = "how long to wait for another process (default: 60)")
  @Nullable
  String lockTimeout;

  @Option(names = "--no-backup", description = "make no backup before changing a SQLite database")
  boolean noBackup;

  @Option(names = "--backup", description = "make a backup before changing a database on a server")
  boolean backup;

  @Option(
      names = "--backup-dir",
      paramLabel = "DIR",
      description = "where backups go (default: backups beside the database)")
  @Nullable
  String backupDir;

  @Option(
      names = "--keep-backups",
      paramLabel = "N",
      description = "how many backups of a database stay there (default: 10)")
  @Nullable
  String keepBackups;

  @Option(
      names = "--backup-check",
      paramLabel = "WHAT",
      description =
          "content: compare every row of a backup with the database; structure: schema and"
              + " numbers of rows (default: content up to 256 MiB)")
  @Nullable
  String backupCheck;

  @Option(
      names = "--restore-on-failure",
      description = "bring the backup back if what failed could not be undone")
  boolean restoreOnFailure;

  @Option(names = "--verbose", description = "durations and stack traces too")
  boolean verbose;

  @Option(names = "--quiet", description = "errors only")
  boolean quiet;

  @Option(
      names = "--show-literals",
      description = "show the values in a statement that failed, which are *** else")
  boolean showLiterals;

  @Option(names = "--no-support-report", description = "write no support report when a run fails")
  boolean noSupportReport;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "this text")
  boolean help;

  GivenOptions given() {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    addIf(create, Flag.CREATE, flags);
    addIf(yes, Flag.YES, flags);
    addIf(json, Flag.JSON, flags);
    addIf(backup, Flag.BACKUP, flags);
    addIf(noBackup, Flag.NO_BACKUP, flags);
    addIf(restoreOnFailure, Flag.RESTORE_ON_FAILURE, flags);
    addIf(showLiterals, Flag.SHOW_LITERALS, flags);
    addIf(noSupportReport, Flag.NO_SUPPORT_REPORT, flags);
    Optional<Verbosity> verbosity = quiet ? Optional.of(Verbosity.QUIET) : Optional.empty();
    return new GivenOptions(
        Optional.ofNullable(url),
        Optional.ofNullable(user),
        Optional.ofNullable(passwordFile),
        Optional.ofNullable(schema),
        migrations,
        new GivenOptions.Scripts(scripts, Optional.ofNullable(layout)),
        Optional.ofNullable(trust),
        Optional.ofNullable(lockTimeout),
        new GivenOptions.Backup(
            Optional.ofNullable(backupDir),
            Optional.ofNullable(keepBackups),
            Optional.ofNullable(backupCheck)),
        verbose ? Optional.of(Verbosity.VERBOSE) : verbosity,
        flags);
  }

  private static void addIf(boolean given, Flag flag, Set<Flag> flags) {
    if (given) {
      flags.add(flag);
    }
  }

  /**
   * Refuses two options of which one says the contrary of the other.
   *
   * @throws Fault if there are such
   */
  void checkContradictions() {
    refuseBoth(verbose && quiet, "--verbose and --quiet");
    refuseBoth(backup && noBackup, "--backup and --no-backup");
    refuseBoth(noBackup && restoreOnFailure, "--no-backup and --restore-on-failure");
  }

  private static void refuseBoth(boolean given, String both) {
    if (given) {
      throw Fault.usage(both + " cannot go together.", "Give one or the other.");
    }
  }

  Optional<String> config() {
    return Optional.ofNullable(config);
  }
}
