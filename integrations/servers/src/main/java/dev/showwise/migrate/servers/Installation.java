package dev.showwise.migrate.servers;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * An unpacked server. Unpacked once per user and version, however many JVMs ask at the same time;
 * again if something, say a cleaner of temporary folders, has taken files away.
 *
 * @param home the folder with {@code bin/} in it
 */
record Installation(Path home) {
  /** Finds the server unpacked, or unpacks it. */
  static Installation of(ServerKind kind, URL resource, Path base) throws IOException {
    if (!(resource.openConnection() instanceof JarURLConnection jar)) {
      throw new IOException(resource + " is not in a jar; no version of it is known");
    }
    String name = Path.of(URI.create(jar.getJarFileURL().toString()))
        .getFileName()
        .toString()
        .replaceFirst("\\.jar$", "");
    Path home = base.resolve(name);
    Path marker = base.resolve(name + ".complete");
    // a file lock is the JVM's; its threads need one among themselves
    synchronized (Installation.class) {
      try (FileChannel channel = Workspace.open(base.resolve(name + ".lock"));
          var lock = channel.lock()) {
        if (!lock.isValid() || !isComplete(home, marker)) {
          Files.deleteIfExists(marker);
          Folders.delete(home);
          Path part = base.resolve(name + ".part");
          Folders.delete(part);
          Folders.create(part);
          Archives.unpack(kind.resource(), jar, part);
          Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
          Files.writeString(marker, Long.toString(countFiles(home)));
        }
      }
    }
    return new Installation(home);
  }

  private static boolean isComplete(Path home, Path marker) throws IOException {
    return Files.exists(marker)
        && Files.isDirectory(home)
        && Files.readString(marker).equals(Long.toString(countFiles(home)));
  }

  private static long countFiles(Path home) throws IOException {
    try (var files = Files.walk(home)) {
      return files.count();
    }
  }
}
