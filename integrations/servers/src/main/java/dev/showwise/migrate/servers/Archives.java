package dev.showwise.migrate.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/** Gets servers out of jars: as a compressed tar in them, or as a folder. */
final class Archives {
  private Archives() {}

  /** Unpacks an archive, or a folder if the name ends with a slash, into an empty folder. */
  static void unpack(String resource, JarURLConnection connection, Path target) throws IOException {
    // else closing the file would close it for the class loader too
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      if (resource.endsWith("/")) {
        copyFolder(jar, resource, target);
      } else {
        untar(jar, jar.getJarEntry(resource), target);
      }
    }
  }

  private static void copyFolder(JarFile jar, String folder, Path target) throws IOException {
    for (JarEntry entry : jar.stream().toList()) {
      if (entry.isDirectory() || !entry.getName().startsWith(folder)) {
        continue;
      }
      Path file = inside(target, entry.getName().substring(folder.length()));
      try (var in = jar.getInputStream(entry)) {
        Files.copy(in, file);
      }
      // a zip that was made by Java does not know which files are programs
      Folders.open(file);
    }
  }

  private static void untar(JarFile jar, JarEntry archive, Path target) throws IOException {
    try (var raw = new BufferedInputStream(jar.getInputStream(archive));
        var tar = new TarArchiveInputStream(
            new CompressorStreamFactory(true).createCompressorInputStream(raw))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = inside(target, entry.getName());
        if (entry.isDirectory()) {
          Folders.create(path);
        } else if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
          Files.createLink(path, inside(target, entry.getLinkName()));
        } else {
          Files.copy(tar, path);
          Folders.open(path);
        }
      }
    } catch (CompressorException e) {
      throw new IOException(archive + " of " + jar.getName() + " cannot be unpacked", e);
    }
  }

  /** Where an entry goes; its folder is there afterwards. */
  private static Path inside(Path target, String name) throws IOException {
    Path path = target.resolve(name).normalize();
    Path parent = path.getParent();
    if (!path.startsWith(target) || parent == null) {
      throw new IOException("the archive has an entry outside of itself: " + name);
    }
    Folders.create(parent);
    return path;
  }
}
