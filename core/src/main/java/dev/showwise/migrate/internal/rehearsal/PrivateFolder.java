package dev.showwise.migrate.internal.rehearsal;

import dev.showwise.migrate.MigrationException.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary folder that only this user can look into; deleted with all that is in it when it is
 * closed, and as far as its files are known, when the process ends before.
 */
final class PrivateFolder implements AutoCloseable {
  private final Path folder;

  private PrivateFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes one.
   *
   * @param names files that will be in it
   */
  static PrivateFolder with(List<String> names) throws IOException {
    // the JDK lets nobody else in where the file system knows permissions
    Path folder = Files.createTempDirectory("showwise-rehearsal-");
    // a signal may end the process before anybody comes to close this; the last one goes first
    folder.toFile().deleteOnExit();
    names.forEach(name -> folder.resolve(name).toFile().deleteOnExit());
    return new PrivateFolder(folder);
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }

  /** A new, empty file that only this user can read. */
  Path create(String name) throws IOException {
    Path made = Files.createTempFile(folder, name, "");
    return Files.move(made, folder.resolve(name));
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new Unavailable(
          "The copy for the rehearsal in " + folder + " could not be deleted: " + e
              + ". Delete that folder: it has the rows of the database. The database is as it was.",
          e);
    }
  }
}
