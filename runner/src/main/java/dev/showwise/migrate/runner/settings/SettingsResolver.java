package dev.showwise.migrate.runner.settings;

import dev.showwise.migrate.BackupOptions;
import dev.showwise.migrate.BackupOptions.Thoroughness;
import dev.showwise.migrate.EngineOptions;
import dev.showwise.migrate.runner.fault.Fault;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides who has the say: options over environment, environment over file. Folders of migrations
 * from both places count.
 */
public final class SettingsResolver {
  /** The environment variable that names a database. */
  public static final String URL_VARIABLE = "SHOWWISE_MIGRATE_URL";

  /** The database that is taken if it is in the working directory and none is named. */
  public static final String DEFAULT_DATABASE = "production_crew.db";

  private static final BigDecimal LONGEST_WAIT =
      BigDecimal.valueOf(Duration.ofDays(7).toSeconds());

  private final Map<String, String> environment;
  private final Path workingDirectory;

  /** For a process with this environment that was started in this folder. */
  public SettingsResolver(Map<String, String> environment, Path workingDirectory) {
    this.environment = Map.copyOf(environment);
    this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
  }

  /**
   * The settings.
   *
   * @param options what the command line says
   * @param config the file that {@code --config} names; empty for the one that may be here
   * @throws Fault if something is not there or makes no sense
   */
  public Settings resolve(GivenOptions options, Optional<String> config) {
    Optional<ConfigFile> file = configFile(config);
    GivenOptions filed = file.map(ConfigFile::options).orElse(GivenOptions.NONE);
    Path fileFolder = file.map(f -> parent(f.file())).orElse(workingDirectory);

    Optional<String> typedUrl = options.url().or(this::urlOfEnvironment);
    Optional<String> url = typedUrl.or(filed::url).or(this::urlOfDefaultDatabase);
    Path urlFolder = typedUrl.isEmpty() && filed.url().isPresent() ? fileFolder : workingDirectory;
    Optional<Path> passwordFile = options
        .passwordFile()
        .map(p -> resolve(workingDirectory, p))
        .or(() -> filed.passwordFile().map(p -> resolve(fileFolder, p)));
    Set<Settings.Flag> flags = EnumSet.noneOf(Settings.Flag.class);
    flags.addAll(filed.flags());
    if (options.flags().contains(Settings.Flag.BACKUP)) {
      flags.remove(Settings.Flag.NO_BACKUP);
    } else if (options.flags().contains(Settings.Flag.NO_BACKUP)) {
      flags.removeAll(EnumSet.of(Settings.Flag.BACKUP, Settings.Flag.RESTORE_ON_FAILURE));
    }
    flags.addAll(options.flags());
    return new Settings(
        url,
        urlFolder,
        options.user().or(filed::user),
        passwordFile.map(SettingsResolver::password),
        options.schema().map(SettingsResolver::schema).or(filed::schema),
        Stream.concat(
                options.migrations().stream().map(m -> folder(workingDirectory, m)),
                filed.migrations().stream().map(m -> folder(fileFolder, m)))
            .distinct()
            .toList(),
        new ScriptSettings(options.scripts(), workingDirectory, filed.scripts(), fileFolder)
            .resolve(),
        options
            .trust()
            .map(t -> resolve(workingDirectory, t))
            .or(() -> filed.trust().map(t -> resolve(fileFolder, t))),
        options
            .lockTimeout()
            .or(filed::lockTimeout)
            .map(SettingsResolver::seconds)
            .orElse(EngineOptions.DEFAULT_LOCK_TIMEOUT),
        backups(options.backup(), filed.backup(), fileFolder),
        options.verbosity().or(filed::verbosity).orElse(Verbosity.NORMAL),
        flags);
  }

  private Optional<ConfigFile> configFile(Optional<String> named) {
    if (named.isPresent()) {
      return Optional.of(ConfigFile.read(resolve(workingDirectory, named.get())));
    }
    Path here = workingDirectory.resolve(ConfigFile.DEFAULT_NAME);
    return Files.exists(here) ? Optional.of(ConfigFile.read(here)) : Optional.empty();
  }

  private Optional<String> urlOfEnvironment() {
    return Optional.ofNullable(environment.get(URL_VARIABLE)).filter(url -> !url.isBlank());
  }

  private Optional<String> urlOfDefaultDatabase() {
    Path here = workingDirectory.resolve(DEFAULT_DATABASE);
    return Files.exists(here) ? Optional.of(here.toString()) : Optional.empty();
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  static Path resolve(Path folder, String path) {
    try {
      return folder.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw Fault.usage("'" + path + "' is not a path: " + e.getReason() + ".", "Check it.");
    }
  }

  private static Path folder(Path base, String path) {
    Path folder = resolve(base, path);
    if (!Files.isDirectory(folder)) {
      throw Fault.usage(
          Files.exists(folder)
              ? folder + " is not a folder, and --migrations wants one."
              : "There is no folder " + folder + ", which --migrations names.",
          "Name the folder that the migration jars are in.");
    }
    return folder;
  }

  private static Settings.Password password(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw Fault.usage("There is no password file " + file + ".", "Check the path.");
    } catch (IOException e) {
      throw Fault.usage(
          "The password file " + file + " cannot be read: " + e.getClass().getSimpleName() + ".",
          "It must be readable text in UTF-8.");
    }
    // editors end the last line, and that end is no part of the password
    return new Settings.Password(text.replaceFirst("\\r?\\n\\z", ""));
  }

  private static String schema(String name) {
    if (name.isBlank()) {
      throw Fault.usage("--schema has no name.", "Give it as --schema NAME, or leave it out.");
    }
    return name;
  }

  private BackupOptions backups(
      GivenOptions.Backup typed, GivenOptions.Backup filed, Path fileFolder) {
    BackupOptions backups = BackupOptions.DEFAULTS;
    Optional<Path> folder = typed
        .folder()
        .map(p -> resolve(workingDirectory, p))
        .or(() -> filed.folder().map(p -> resolve(fileFolder, p)));
    if (folder.isPresent()) {
      backups = backups.in(folder.get());
    }
    Optional<String> keep = typed.keep().or(filed::keep);
    if (keep.isPresent()) {
      backups = backups.keeping(count(keep.get()));
    }
    Optional<String> check = typed.check().or(filed::check);
    return check.isPresent() ? backups.checking(thoroughness(check.get())) : backups;
  }

  private static int count(String text) {
    try {
      int count = Integer.parseInt(text);
      if (count >= 1) {
        return count;
      }
    } catch (NumberFormatException e) {
      // told below, as for a number that makes no sense
    }
    throw Fault.usage(
        "'" + text + "' is not a number of backups to keep.",
        "--keep-backups takes a whole number from 1 on.");
  }

  private static Thoroughness thoroughness(String text) {
    return switch (text) {
      case "content" -> Thoroughness.CONTENT;
      case "structure" -> Thoroughness.STRUCTURE;
      default ->
        throw Fault.usage(
            "'" + text + "' is no way to look at a backup.",
            "--backup-check takes content (every row is compared) or structure (schema and numbers of"
                + " rows are).");
    };
  }

  private static Duration seconds(String text) {
    try {
      BigDecimal seconds = new BigDecimal(text);
      if (seconds.signum() >= 0 && seconds.compareTo(LONGEST_WAIT) <= 0) {
        return Duration.ofMillis(seconds.movePointRight(3).longValue());
      }
    } catch (NumberFormatException e) {
      // told below, as for a number that makes no sense
    }
    throw Fault.usage(
        "'" + text + "' is not a time to wait.",
        "--lock-timeout takes seconds, from 0 to " + LONGEST_WAIT.toPlainString() + ".");
  }
}
