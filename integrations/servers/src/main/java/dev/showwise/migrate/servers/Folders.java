package dev.showwise.migrate.servers;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Folders that other users may pass through, whatever this one's umask is. */
final class Folders {
  private Folders() {}

  /** Makes a folder, and those above it up to one that is there, open for all to read. */
  static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      create(parent);
    }
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      return;
    }
    open(folder);
  }

  /** Lets everyone read and run a file or enter a folder. */
  static void open(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Copies what is in a folder into an empty one. */
  static void copyContents(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (Path path : paths.filter(path -> !path.equals(from)).toList()) {
        Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Deletes what is in a folder. */
  static void deleteContents(Path folder) throws IOException {
    List<Path> found;
    try (var paths = Files.list(folder)) {
      found = paths.toList();
    }
    for (Path path : found) {
      delete(path);
    }
  }

  /** Deletes a folder and what is in it; a server that is going may delete at the same time. */
  static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(root, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
        if (problem instanceof NoSuchFileException) {
          return FileVisitResult.CONTINUE;
        }
        throw problem;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
          throws IOException {
        Files.deleteIfExists(folder);
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
