package dev.showwise.migrate.runner.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The way out for a database that cannot be used any more. */
final class LastBackup {
  private LastBackup() {}

  /** The newest one that lies where this program puts them by itself; empty if none does. */
  static Optional<Path> of(Path database) {
    Path folder = database.resolveSibling("backups");
    String stem = String.valueOf(database.getFileName()).replaceFirst("\\.[^.]*$", "") + ".";
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(stem))
          .filter(file -> Files.exists(file.resolveSibling(file.getFileName() + ".manifest")))
          // the time is the first that differs in their names
          .max(Comparator.comparing(Path::toString));
    } catch (IOException e) {
      // none, or not for this user to see
      return Optional.empty();
    }
  }
}
