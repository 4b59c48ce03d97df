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
 * @param lockTimeout {@code --lock-timeout}
 * @param verbosity {@code --verbose} or {@code --quiet}
 * @param flags {@code --create}, {@code --yes}, {@code --json} and the like
 */
public record GivenOptions(
    Optional<String> url,
    Optional<String> user,
    Optional<String> passwordFile,
    Optional<String> schema,
    List<String> migrations,
    Optional<String> lockTimeout,
    Optional<Verbosity> verbosity,
    Set<Settings.Flag> flags) {
  /** Nothing was given. */
  public static final GivenOptions NONE = new GivenOptions(
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      List.of(),
      Optional.empty(),
      Optional.empty(),
      Set.of());

  /** Copies the collections. */
  public GivenOptions {
    migrations = List.copyOf(migrations);
    flags = Set.copyOf(flags);
  }
}
