package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.spi.ScriptFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which files of a folder are, or may be, migrations. */
final class FolderFiles {
  /** Compiled for the first file that is no script. */
  private static final class Names {
    /** What begins as migrations do and ends as programs do: one that only another tool can run. */
    static final Pattern PROGRAM = Pattern.compile(
        "[VURB]?\\d[^/]*\\.(go|java|kt|class|py|rb|js|ts|mjs|cjs|sh|bash|groovy|rs|php|cs|ps1|bat|cmd"
            + "|fizz|xml|ya?ml|json)");
  }

  private FolderFiles() {}

  /** The part of a path behind the last slash. */
  static String baseName(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /** The folder that a file is in; empty for the folder itself. */
  static String parent(String file) {
    int slash = file.lastIndexOf('/');
    return slash < 0 ? "" : file.substring(0, slash);
  }

  /** Whether a name ends as those do that come in twos. */
  static boolean isUpOrDown(String name) {
    return name.endsWith(".up.sql") || name.endsWith(".down.sql");
  }

  /** Whether a name has digits in front, and {@code _} behind them. */
  static boolean isNumbered(String name) {
    int end = 0;
    while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
      end++;
    }
    return end > 0 && end < name.length() && name.charAt(end) == '_';
  }

  /** The files that end in {@code .sql}. */
  static List<String> scripts(ScriptFolder folder) {
    List<String> scripts = new ArrayList<>();
    for (String file : folder.files()) {
      if (isScript(file)) {
        scripts.add(file);
      }
    }
    return scripts;
  }

  static boolean isScript(String file) {
    return file.endsWith(".sql") && !isHidden(file);
  }

  /**
   * Whether a file that no layout understands must be named: one with {@code .sql} in its name, or a
   * migration in another language. Notes, keepers of empty folders and the like are no scripts.
   */
  static boolean mayBeMigration(String file) {
    String name = baseName(file);
    return !isHidden(file)
        && (name.toLowerCase(Locale.ROOT).contains(".sql")
            || Names.PROGRAM.matcher(name).matches());
  }

  /** What begins with a dot, or is in a folder that does, is another program's business. */
  private static boolean isHidden(String file) {
    return file.startsWith(".") || file.contains("/.");
  }
}
