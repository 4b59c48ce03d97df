package dev.showwise.migrate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder of SQL scripts that are migrations, and how it is to be read. Immutable.
 *
 * @param folder where it is
 * @param layout how its files are called: {@code showwise}, {@code flyway}, {@code goose}, …; empty: found
 *     by its shape
 * @param module the module that its migrations are of; empty: what one of the scripts says in its header, or
 *     else {@value #DEFAULT_MODULE}
 * @param placeholders the values of placeholders such as <code>${owner}</code>, by name
 * @param replacement where placeholders are replaced
 */
public record Scripts(
    Path folder,
    Optional<String> layout,
    Optional<String> module,
    Map<String, String> placeholders,
    Replacement replacement) {
  /** The module of scripts of which nobody says another one. */
  public static final String DEFAULT_MODULE = "scripts";

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.]*");

  /** Where placeholders are replaced. */
  public enum Replacement {
    /** In scripts that say so in their header, and there only. */
    WHERE_ASKED,
    /** In every script, outside quotes and comments. */
    OUTSIDE_QUOTES,
    /** In every script, wherever they are. */
    EVERYWHERE
  }

  /** Copies the map, and checks the names in it. */
  public Scripts {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(layout, "layout");
    Objects.requireNonNull(module, "module");
    Objects.requireNonNull(replacement, "replacement");
    placeholders = Map.copyOf(placeholders);
    for (String name : placeholders.keySet()) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("'" + name + "' cannot be the name of a placeholder:"
            + " letters, digits, '_' and '.', with a letter in front");
      }
    }
  }

  /** The scripts of a folder, as it is found. */
  public static Scripts in(Path folder) {
    return new Scripts(
        folder, Optional.empty(), Optional.empty(), Map.of(), Replacement.WHERE_ASKED);
  }

  /** The same, with files called in this way. */
  public Scripts layout(String name) {
    return new Scripts(folder, Optional.of(name), module, placeholders, replacement);
  }

  /** The same, as migrations of this module. */
  public Scripts module(String name) {
    return new Scripts(folder, layout, Optional.of(name), placeholders, replacement);
  }

  /**
   * The same, with a value for a placeholder.
   *
   * @throws IllegalArgumentException if the name is not letters, digits, {@code _} and {@code .}
   */
  public Scripts placeholder(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(placeholders);
    more.put(name, value);
    return new Scripts(folder, layout, module, more, replacement);
  }

  /** The same, with placeholders replaced there. */
  public Scripts replacing(Replacement where) {
    return new Scripts(folder, layout, module, placeholders, where);
  }
}
