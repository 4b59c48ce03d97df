package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.spi.ScriptFolder;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which files of a folder are, or may be, migrations. */
final class FolderFiles {
  /** What begins as migrations do and ends as programs do: one that only another tool can run. */
  private static final Pattern PROGRAM = Pattern.compile(
      "[VURB]?\\d[^/]*\\.(go|java|kt|class|py|rb|js|ts|mjs|cjs|sh|bash|groovy|rs|php|cs|ps1|bat|cmd"
          + "|fizz|xml|ya?ml|json)");

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

  /** The files that end in {@code .sql}. */
  static List<String> scripts(ScriptFolder folder) {
    return folder.files().stream().filter(FolderFiles::isScript).toList();
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
            || PROGRAM.matcher(name).matches());
  }

  /** What begins with a dot, or is in a folder that does, is another program's business. */
  private static boolean isHidden(String file) {
    return file.startsWith(".") || file.contains("/.");
  }
}
