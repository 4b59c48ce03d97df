package dev.showwise.migrate.runner.database;

import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.fault.Nearest;
import dev.showwise.migrate.runner.fault.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A SQLite file, looked at before any connection is opened: SQLite itself would make an empty
 * database of a mistyped path, and says little about the rest.
 *
 * @param path where it is, absolute
 */
public record SqliteFile(Path path) {
  private static final String CODE_MISSING = "no-such-file";

  /**
   * Checks that the file can be opened for what is wanted.
   *
   * @throws Fault if it cannot, and why
   */
  public void check(Access access) {
    if (!Files.exists(path)) {
      checkMissing(access);
    } else if (Files.isDirectory(path)) {
      throw Fault.unavailable(
          "is-a-folder", path + " is a folder, not a database file.", filesToName(path));
    } else if (!Files.isRegularFile(path)) {
      throw Fault.unavailable(
          "not-a-file", path + " is not an ordinary file.", "Name a SQLite database file.");
    } else {
      checkContent(access);
    }
    if (access != Access.READ) {
      checkWritable();
    }
  }

  private void checkMissing(Access access) {
    Path folder = folder();
    if (Files.isSymbolicLink(path)) {
      throw Fault.unavailable(
          CODE_MISSING, path + " is a link to something that is not there.", "Mend the link.");
    } else if (!Files.isDirectory(folder)) {
      throw Fault.unavailable(
          CODE_MISSING,
          "There is no folder " + folder + ", so there is no " + path.getFileName() + " in it.",
          "Check the path; nothing was created.");
    } else if (access == Access.CREATE) {
      return;
    }
    List<String> near = Nearest.to(name(), names(folder));
    String suggestion =
        near.isEmpty() ? filesToName(folder) : "Did you mean " + folder.resolve(near.get(0)) + "?";
    throw Fault.unavailable(
        CODE_MISSING,
        "There is no file " + path + ", and none was created.",
        access == Access.READ
            ? suggestion
            : suggestion + " To make a new database there, add --create.");
  }

  private void checkContent(Access access) {
    SqliteHeader header;
    try {
      header = SqliteHeader.of(path);
      if (access == Access.REPLACE && header.kind() != SqliteHeader.Kind.TEXT) {
        return;
      }
      checkWhole(header);
    } catch (IOException e) {
      throw Fault.unavailable(
          "not-readable",
          path + " cannot be read: " + Reason.of(e) + ".",
          "Check its permissions, and as which user this runs (" + System.getProperty("user.name")
              + ").",
          e);
    }
    switch (header.kind()) {
      case EMPTY -> {
        if (access != Access.CREATE) {
          throw Fault.unavailable(
              "empty-file",
              path + " is empty: 0 bytes, not a database yet.",
              "Something else may have created it: a program that connected to the wrong path, or"
                  + " a backup that copied nothing. Look for the real database first"
                  + LastBackup.of(path)
                      .map(backup -> ", or bring back the newest backup: restore " + backup)
                      .orElse("")
                  + ". If this one"
                  + " is meant to be new, "
                  + (access == Access.READ ? "migrate it with --create." : "add --create."));
        }
      }
      case TEXT -> throw notADatabase("It looks like text, such as an SQL dump.");
      case OTHER ->
        throw notADatabase(
            "It is another kind of file, or a database that is encrypted, which cannot be opened here.");
      case ROLLBACK_JOURNAL, WRITE_AHEAD_LOG -> {
        // SQLite can open it
      }
    }
  }

  private Fault notADatabase(String what) {
    return Fault.unavailable(
        "not-a-database",
        path + " is not a SQLite database: it does not begin as every SQLite file does. " + what,
        "Check the path; nothing was changed.");
  }

  private void checkWritable() {
    Path folder = folder();
    String user = "user " + System.getProperty("user.name");
    if (Files.exists(path) && !Files.isWritable(path)) {
      throw Fault.unavailable(
          "read-only-file",
          path + " is read-only for " + user + ", so it cannot be migrated.",
          "Change its permissions, or run as the user whom the database belongs to.");
    }
    if (!Files.isWritable(folder)) {
      throw Fault.unavailable(
          "read-only-folder",
          "The folder " + folder + " is read-only for " + user
              + ": SQLite keeps its journal beside the database and cannot write without it.",
          "Change the folder's permissions, or run as the user whom the database belongs to.");
    }
  }

  /**
   * SQLite takes a last page that is there in part for a whole one. A file without unfinished
   * changes beside it cannot be shorter than its header says, unless something cut it off.
   */
  private void checkWhole(SqliteHeader header) throws IOException {
    boolean settled =
        ReadMode.sizeBeside(path, "-wal") == 0 && ReadMode.sizeBeside(path, "-journal") == 0;
    if (header.shortBy().isPresent() && settled && header.equals(SqliteHeader.of(path))) {
      throw Fault.notAsAsked(
          "truncated",
          path + " is damaged: it is " + header.shortBy().get()
              + " bytes shorter than its own header says. Something cut it off, perhaps a copy that"
              + " did not finish.",
          "Restore it from a backup before anything else"
              + LastBackup.of(path).map(backup -> ": restore " + backup).orElse("")
              + ". Nothing was changed.");
    }
  }

  private String name() {
    return String.valueOf(path.getFileName());
  }

  private Path folder() {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  private static String filesToName(Path folder) {
    List<String> databases = names(folder).stream()
        .filter(name -> name.matches("(?i).*\\.(db|db3|sqlite|sqlite3)"))
        .sorted()
        .limit(5)
        .toList();
    return databases.isEmpty()
        ? "Check the path."
        : "Check the path. In that folder there is: " + String.join(", ", databases) + ".";
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> String.valueOf(file.getFileName()))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
