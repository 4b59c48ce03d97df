package dev.showwise.migrate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A folder of SQL scripts that are migrations, and how it is to be read. Immutable.
 *
 * @param place where it is
 * @param layout how its files are called: {@code showwise}, {@code flyway}, {@code goose}, …; empty: found
 *     by its shape
 * @param module the module that its migrations are of; empty: what one of the scripts says in its header, or
 *     else {@value #DEFAULT_MODULE}
 * @param placeholders the values of placeholders such as <code>${owner}</code>, by name
 * @param replacement where placeholders are replaced
 */
public record Scripts(
    Place place,
    Optional<String> layout,
    Optional<String> module,
    Map<String, String> placeholders,
    Replacement replacement) {
  /** The module of scripts of which nobody says another one. */
  public static final String DEFAULT_MODULE = "scripts";

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.]*");

  /** Where a folder is. */
  public sealed interface Place permits Folder, Resources {}

  /** A folder on disk. */
  public record Folder(Path path) implements Place {
    /** Checks that it is there. */
    public Folder {
      Objects.requireNonNull(path, "path");
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * A folder among the resources of a program, with an index in it.
   *
   * @param beside a class of the same jar or module
   * @param folder the folder from the root of that
   */
  public record Resources(Class<?> beside, String folder) implements Place {
    /** Checks that the folder can be one. */
    public Resources {
      Objects.requireNonNull(beside, "beside");
      if (folder.isEmpty() || folder.startsWith("/") || folder.endsWith("/")) {
        throw new IllegalArgumentException(
            "'" + folder + "' cannot be a folder of resources: write it"
                + " from the root of the jar, as db/migration");
      }
    }

    @Override
    public String toString() {
      return folder + " beside " + beside.getName();
    }
  }

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
    Objects.requireNonNull(place, "place");
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
    return at(new Folder(folder));
  }

  /**
   * The scripts of a folder in a jar, or wherever else the classes of a program are, of which the build wrote an
   * {@linkplain dev.showwise.migrate.engine.IndexScripts index}. The class path is not searched: each file is
   * opened by its name, and compared with the index before anything else is done.
   *
   * @param beside a class of the same jar or module. A module must {@code open} the folder if that could be a
   *     package
   * @param folder the folder from the root of the jar, such as {@code db/migration}
   * @throws IllegalArgumentException if the folder is empty, or has a slash in front or at its end
   */
  public static Scripts indexed(Class<?> beside, String folder) {
    return at(new Resources(beside, folder));
  }

  private static Scripts at(Place place) {
    return new Scripts(
        place, Optional.empty(), Optional.empty(), Map.of(), Replacement.WHERE_ASKED);
  }

  /** The same, with files called in this way. */
  public Scripts layout(String name) {
    return new Scripts(place, Optional.of(name), module, placeholders, replacement);
  }

  /** The same, as migrations of this module. */
  public Scripts module(String name) {
    return new Scripts(place, layout, Optional.of(name), placeholders, replacement);
  }

  /**
   * The same, with a value for a placeholder.
   *
   * @throws IllegalArgumentException if the name is not letters, digits, {@code _} and {@code .}
   */
  public Scripts placeholder(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(placeholders);
    more.put(name, value);
    return new Scripts(place, layout, module, more, replacement);
  }

  /** The same, with placeholders replaced there. */
  public Scripts replacing(Replacement where) {
    return new Scripts(place, layout, module, placeholders, where);
  }

  /** Where they are and how they are read; of placeholders the names alone, since a value may be secret. */
  @Override
  public String toString() {
    return place
        + layout.map(name -> " as " + name).orElse("")
        + module.map(name -> " for module " + name).orElse("")
        + (placeholders.isEmpty() ? "" : " with " + new TreeSet<>(placeholders.keySet()));
  }
}
