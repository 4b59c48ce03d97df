package dev.showwise.migrate.internal.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;

/**
 * A folder on disk, listed once.
 *
 * @param folder where it is
 * @param files what is in it
 */
record DiskFolder(Path folder, List<String> files) implements StampedFolder {
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
    List<String> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.add(relative(folder, file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    return new DiskFolder(folder, files);
  }

  private static String relative(Path folder, Path file) {
    return folder.relativize(file).toString().replace(folder.getFileSystem().getSeparator(), "/");
  }

  @Override
  public String description() {
    return folder.toString();
  }

  @Override
  public FileStamp stamp(String file) throws IOException {
    return FileStamp.of(folder.resolve(file));
  }

  @Override
  public InputStream open(String file) throws IOException {
    return Files.newInputStream(folder.resolve(file));
  }
}
