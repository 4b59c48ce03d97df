package dev.showwise.migrate.runner.settings;

import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.Scripts.Replacement;
import dev.showwise.migrate.runner.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which folders of scripts there are, and how they are read. Folders of both places count; of the rest
 * the command line has the say.
 *
 * @param typed what the command line says
 * @param typedFrom where its paths start
 * @param filed what the configuration file says
 * @param filedFrom where its paths start
 */
record ScriptSettings(
    GivenOptions.Scripts typed, Path typedFrom, GivenOptions.Scripts filed, Path filedFrom) {

  List<Scripts> resolve() {
    Map<String, String> values = new LinkedHashMap<>();
    filed.placeholders().forEach(one -> addTo(values, one));
    typed.placeholders().forEach(one -> addTo(values, one));
    Optional<Replacement> replacement =
        typed.replacement().or(filed::replacement).map(ScriptSettings::replacement);
    Optional<String> layout = typed.layout().or(filed::layout);
    Map<String, Scripts> scripts = new LinkedHashMap<>();
    typed.folders().forEach(folder -> addTo(scripts, folder(typedFrom, folder)));
    filed.folders().forEach(folder -> addTo(scripts, folder(filedFrom, folder)));
    if (scripts.isEmpty() && typed.layout().isPresent()) {
      throw Fault.usage(
          "--layout says how the files of a folder are called, and no folder was named.",
          "Give --scripts DIR too.");
    }
    return scripts.values().stream()
        .map(one -> layout.map(one::layout).orElse(one))
        .map(one -> replacement.map(one::replacing).orElse(one))
        .map(one -> with(values, one))
        .toList();
  }

  /** A folder that is named twice for the same module counts once. */
  private static void addTo(Map<String, Scripts> scripts, Scripts folder) {
    scripts.putIfAbsent(folder.module().orElse("") + "=" + folder.place(), folder);
  }

  private static Scripts with(Map<String, String> values, Scripts scripts) {
    Scripts all = scripts;
    for (Map.Entry<String, String> value : values.entrySet()) {
      try {
        all = all.placeholder(value.getKey(), value.getValue());
      } catch (IllegalArgumentException e) {
        throw Fault.usage(
            e.getMessage() + ".", "Give it as --placeholder NAME=VALUE, as scripts have it.");
      }
    }
    return all;
  }

  /** {@code DIR}, or {@code MODULE=DIR}; a folder that is called so as a whole is meant as a whole. */
  private static Scripts folder(Path base, String given) {
    int sign = given.indexOf('=');
    boolean hasModule = sign > 0 && !Files.isDirectory(SettingsResolver.resolve(base, given));
    String path = hasModule ? given.substring(sign + 1) : given;
    Path folder = SettingsResolver.resolve(base, path);
    if (!Files.isDirectory(folder)) {
      throw Fault.usage(
          Files.exists(folder)
              ? folder + " is not a folder, and --scripts wants one."
              : "There is no folder " + folder + ", which --scripts names.",
          "Name the folder that the SQL scripts are in.");
    }
    Scripts scripts = Scripts.in(folder);
    return hasModule ? scripts.module(given.substring(0, sign)) : scripts;
  }

  private static void addTo(Map<String, String> values, String given) {
    int sign = given.indexOf('=');
    if (sign < 1) {
      // what was given may be a secret that lacks its name
      throw Fault.usage(
          "--placeholder has no name and value.", "Give it as --placeholder NAME=VALUE.");
    }
    values.put(given.substring(0, sign), given.substring(sign + 1));
  }

  private static Replacement replacement(String word) {
    return switch (word) {
      case "outside-quotes" -> Replacement.OUTSIDE_QUOTES;
      case "everywhere" -> Replacement.EVERYWHERE;
      default ->
        throw Fault.usage(
            "'" + word + "' is no place where placeholders are replaced.",
            "--placeholders takes outside-quotes (not in quotes and comments) or everywhere.");
    };
  }
}
