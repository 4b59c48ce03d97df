package dev.showwise.migrate.servers;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;

/**
 * An unpacked server; one per user and version.
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
    SharedFolder.ensure(home, folder -> Archives.unpack(kind.resource(), jar, folder));
    return new Installation(home);
  }
}
