package dev.showwise.migrate.servers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A folder that is made once, however many JVMs want it at the same time, and again if something, say
 * a cleaner of temporary folders, has taken files away.
 */
final class SharedFolder {
  private SharedFolder() {}

  /** Fills an empty folder. */
  @FunctionalInterface
  interface Maker {
    void fill(Path folder) throws IOException;
  }

  /** Makes the folder unless it is there, complete. */
  static void ensure(Path folder, Maker maker) throws IOException {
    Path marker = beside(folder, ".complete");
    // a file lock is the JVM's; its threads need one among themselves
    synchronized (SharedFolder.class) {
      try (FileChannel channel = Workspace.open(beside(folder, ".lock"));
          var lock = channel.lock()) {
        if (lock.isValid() && isComplete(folder, marker)) {
          return;
        }
        Files.deleteIfExists(marker);
        Folders.delete(folder);
        Path part = beside(folder, ".part");
        Folders.delete(part);
        Folders.create(part);
        maker.fill(part);
        Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(marker, Long.toString(countFiles(folder)));
      }
    }
  }

  private static Path beside(Path folder, String suffix) {
    return folder.resolveSibling(folder.getFileName() + suffix);
  }

  private static boolean isComplete(Path folder, Path marker) throws IOException {
    return Files.exists(marker)
        && Files.isDirectory(folder)
        && Files.readString(marker).equals(Long.toString(countFiles(folder)));
  }

  private static long countFiles(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.count();
    }
  }
}
