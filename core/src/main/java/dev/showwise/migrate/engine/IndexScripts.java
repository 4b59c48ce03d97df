package dev.showwise.migrate.engine;

import dev.showwise.migrate.internal.script.ScriptIndex;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * Writes the index that {@link dev.showwise.migrate.Scripts#indexed} needs, at the end of whatever makes the
 * folder: in a build, of the folder that will be in the jar.
 */
public final class IndexScripts {
  private IndexScripts() {}

  /**
   * Writes the index of each folder, new each time.
   *
   * @param folders paths such as {@code target/classes/db/migration}
   * @throws IOException if one is not there, or cannot be read or written
   * @throws IllegalArgumentException if none is given, or there is no file in one
   */
  public static void main(String... folders) throws IOException {
    if (folders.length == 0) {
      throw new IllegalArgumentException(
          "Name the folders of scripts to write an index of, such as target/classes/db/migration.");
    }
    for (String folder : folders) {
      write(Path.of(folder));
    }
  }

  /**
   * Writes the index of a folder, in the place of one that is there.
   *
   * @return how many files are in it
   * @throws IOException if it is not there, or cannot be read or written
   * @throws IllegalArgumentException if there is no file in it
   */
  public static int write(Path folder) throws IOException {
    ScriptIndex index;
    try {
      index = ScriptIndex.of(folder);
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new IOException(
          "There is no folder " + folder + " of scripts to write an index of.", e);
    }
    if (index.files().isEmpty()) {
      throw new IllegalArgumentException(
          "There is no file in " + folder + ", so there is nothing to write an index of.");
    }
    index.write(folder);
    return index.files().size();
  }
}
