package dev.showwise.migrate.runner.settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The options of one source, as text: the command line's, or a configuration file's.
 *
 * @param url {@code --url}
 * @param user {@code --user}
 * @param passwordFile {@code --password-file}
 * @param schema {@code --schema}
 * @param migrations {@code --migrations}
 * @param scripts {@code --scripts}, {@code --layout}
 * @param trust {@code --trust}
 * @param lockTimeout {@code --lock-timeout}
 * @param backup {@code --backup-dir}, {@code --keep-backups}, {@code --backup-check}
 * @param verbosity {@code --verbose} or {@code --quiet}
 * @param flags what is switched on, such as {@code --create}
 */
public record GivenOptions(
    Optional<String> url,
    Optional<String> user,
    Optional<String> passwordFile,
    Optional<String> schema,
    List<String> migrations,
    Scripts scripts,
    Optional<String> trust,
    Optional<String> lockTimeout,
    Backup backup,
    Optional<Verbosity> verbosity,
    Set<Settings.Flag> flags) {
  /** Nothing was given. */
  public static final GivenOptions NONE = new GivenOptions(
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      List.of(),
      Scripts.NONE,
      Optional.empty(),
      Optional.empty(),
      Backup.NONE,
      Optional.empty(),
      Set.of());

  /**
   * Folders of scripts, as text.
   *
   * @param folders {@code --scripts}
   * @param layout {@code --layout}
   */
  public record Scripts(List<String> folders, Optional<String> layout) {
    /** Nothing was given. */
    public static final Scripts NONE = new Scripts(List.of(), Optional.empty());

    /** Copies the list. */
    public Scripts {
      folders = List.copyOf(folders);
    }
  }

  /**
   * How backups are made, as text.
   *
   * @param folder {@code --backup-dir}
   * @param keep {@code --keep-backups}
   * @param check {@code --backup-check}
   */
  public record Backup(Optional<String> folder, Optional<String> keep, Optional<String> check) {
    /** Nothing was given. */
    public static final Backup NONE =
        new Backup(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Copies the collections. */
  public GivenOptions {
    migrations = List.copyOf(migrations);
    flags = Set.copyOf(flags);
  }
}
