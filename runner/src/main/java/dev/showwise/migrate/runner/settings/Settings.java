package dev.showwise.migrate.runner.settings;

import dev.showwise.migrate.BackupOptions;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.runner.fault.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What was asked for, whoever said it: options, environment, configuration file.
 *
 * @param url a JDBC URL or a path, as it was given; empty if nobody named a database
 * @param urlFolder the folder that a path in {@code url} starts from
 * @param user the database user; empty for none
 * @param password the database password; empty for none
 * @param schema the schema to work in; empty for the connection's own
 * @param migrations folders of migration jars, besides the one of the distribution
 * @param scripts folders of SQL scripts
 * @param trust the list of jars that may be loaded; empty for all
 * @param lockTimeout how long to wait for another process
 * @param backups how backups are made
 * @param verbosity how much is printed
 * @param flags what was switched on
 */
public record Settings(
    Optional<String> url,
    Path urlFolder,
    Optional<String> user,
    Optional<Password> password,
    Optional<String> schema,
    List<Path> migrations,
    List<Scripts> scripts,
    Optional<Path> trust,
    Duration lockTimeout,
    BackupOptions backups,
    Verbosity verbosity,
    Set<Flag> flags) {

  /** What can be switched on. */
  public enum Flag {
    /** A SQLite file that is not there, or is empty, may be made. */
    CREATE,
    /** The answer to the question is yes. */
    YES,
    /** The report is one JSON document. */
    JSON,
    /** A backup is made before changes on a server, too. */
    BACKUP,
    /** No backup is made before changes. */
    NO_BACKUP,
    /** What could not be undone is brought back from the backup. */
    RESTORE_ON_FAILURE,
    /** The values in a statement that failed are shown. */
    SHOW_LITERALS,
    /** No support report is written when a run fails. */
    NO_SUPPORT_REPORT;

    /** The name of the option, without the dashes in front. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A password, which no text of a record ever shows. */
  public record Password(String value) {
    @Override
    public String toString() {
      return "***";
    }
  }

  /** Copies the collections. */
  public Settings {
    migrations = List.copyOf(migrations);
    scripts = List.copyOf(scripts);
    flags = Set.copyOf(flags);
  }

  /** Whether something is switched on. */
  public boolean has(Flag flag) {
    return flags.contains(flag);
  }

  /**
   * The database that was named.
   *
   * @throws Fault if nobody named one
   */
  public String requiredUrl() {
    return url.orElseThrow(() -> Fault.usage(
        "No database was named, and there is no " + SettingsResolver.DEFAULT_DATABASE
            + " in this folder.",
        "Name one: --url FILE for SQLite, --url jdbc:… for another, the environment variable "
            + SettingsResolver.URL_VARIABLE + ", or url=… in " + ConfigFile.DEFAULT_NAME + "."));
  }
}
