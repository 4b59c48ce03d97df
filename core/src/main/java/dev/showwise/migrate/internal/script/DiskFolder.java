package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.spi.ScriptFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder on disk, listed once.
 *
 * @param folder where it is
 * @param files what is in it
 */
record DiskFolder(Path folder, List<String> files) implements ScriptFolder {
  /** Copies the list. */
  DiskFolder {
    files = List.copyOf(files);
  }

  /**
   * Lists a folder.
   *
   * @throws IOException if it is not there, or cannot be read
   */
  static DiskFolder list(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return new DiskFolder(
          folder,
          found
              .filter(Files::isRegularFile)
              .map(file -> relative(folder, file))
              .sorted()
              .toList());
    }
  }

  private static String relative(Path folder, Path file) {
    return folder.relativize(file).toString().replace(folder.getFileSystem().getSeparator(), "/");
  }

  @Override
  public String description() {
    return folder.toString();
  }

  @Override
  public InputStream open(String file) throws IOException {
    return Files.newInputStream(folder.resolve(file));
  }
}
