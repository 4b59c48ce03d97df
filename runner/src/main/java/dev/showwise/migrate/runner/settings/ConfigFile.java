package dev.showwise.migrate.runner.settings;

import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.fault.Nearest;
import dev.showwise.migrate.runner.settings.Settings.Flag;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * A configuration file: properties in UTF-8 with the names of the options, without the dashes.
 * Paths in it start from its own folder. {@code migrations} and {@code scripts} take several
 * folders, with commas between them.
 *
 * @param file where it is
 * @param options what it says
 */
public record ConfigFile(Path file, GivenOptions options) {
  /** The name of the file that is read without being asked for. */
  public static final String DEFAULT_NAME = "showwise-migrate.properties";

  private static final List<String> KEYS = List.of(
      "url",
      "user",
      "password-file",
      "schema",
      "migrations",
      "scripts",
      "layout",
      "trust",
      "lock-timeout",
      "backup-dir",
      "keep-backups",
      "backup-check",
      "backup",
      "no-backup",
      "restore-on-failure",
      "create",
      "yes",
      "json",
      "show-literals",
      "no-support-report",
      "verbose",
      "quiet");

  /**
   * Reads a file.
   *
   * @throws Fault if it cannot be read, or says something that no option is called
   */
  public static ConfigFile read(Path file) {
    Properties properties = load(file);
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      checkKey(file, key);
    }
    return new ConfigFile(
        file,
        new GivenOptions(
            text(properties, "url"),
            text(properties, "user"),
            text(properties, "password-file"),
            text(properties, "schema"),
            list(properties, "migrations"),
            new GivenOptions.Scripts(list(properties, "scripts"), text(properties, "layout")),
            text(properties, "trust"),
            text(properties, "lock-timeout"),
            new GivenOptions.Backup(
                text(properties, "backup-dir"),
                text(properties, "keep-backups"),
                text(properties, "backup-check")),
            verbosity(file, properties),
            flags(file, properties)));
  }

  private static Properties load(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw Fault.usage(
          "There is no configuration file " + file + ".",
          "Check the path that --config has, or leave it out.");
    } catch (CharacterCodingException e) {
      throw Fault.usage(
          "The configuration file " + file + " is not text in UTF-8.", "Save it as UTF-8.");
    } catch (IOException e) {
      throw Fault.usage(
          "The configuration file " + file + " cannot be read: " + e,
          "Check the path and its permissions.");
    } catch (IllegalArgumentException e) {
      throw Fault.usage(
          "The configuration file " + file + " cannot be understood: " + e.getMessage(),
          "A backslash begins an escape there: write two, or a forward slash.");
    }
    return properties;
  }

  private static void checkKey(Path file, String key) {
    if (KEYS.contains(key)) {
      return;
    }
    String unknown = "The configuration file " + file + " has an unknown key '" + key + "'.";
    if (key.equals("password")) {
      throw Fault.usage(
          unknown,
          "A password does not belong here: put it in a file of its own, password-file=….");
    }
    String near = Nearest.question(key, KEYS);
    throw Fault.usage(
        unknown,
        (near.isEmpty() ? "" : near + " ") + "Known are: " + String.join(", ", KEYS) + ".");
  }

  private static Optional<String> text(Properties properties, String key) {
    return Optional.ofNullable(properties.getProperty(key))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private static List<String> list(Properties properties, String key) {
    return text(properties, key).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private static Optional<Verbosity> verbosity(Path file, Properties properties) {
    boolean verbose = isOn(file, properties, "verbose");
    boolean quiet = isOn(file, properties, "quiet");
    if (verbose && quiet) {
      throw Fault.usage(
          "The configuration file " + file + " wants both verbose and quiet.", "Choose one.");
    }
    if (verbose) {
      return Optional.of(Verbosity.VERBOSE);
    }
    return quiet ? Optional.of(Verbosity.QUIET) : Optional.empty();
  }

  private static Set<Flag> flags(Path file, Properties properties) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    for (Flag flag : Flag.values()) {
      if (isOn(file, properties, flag.word())) {
        flags.add(flag);
      }
    }
    return flags;
  }

  private static boolean isOn(Path file, Properties properties, String key) {
    String value = text(properties, key).orElse("false");
    if (!value.equals("true") && !value.equals("false")) {
      throw Fault.usage(
          "The configuration file " + file + " has " + key + "=" + value + ".",
          "Write true or false there.");
    }
    return value.equals("true");
  }
}
