package dev.showwise.migrate.runner.support;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Puts reports into files that only their owner can read. */
public final class ReportFile {
  /** The folder that reports go to unless another place is named. */
  public static final String FOLDER = "support-reports";

  /** How many reports that were written by themselves are kept. */
  public static final int KEPT = 10;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final String AUTOMATIC = "failure-";
  private static final String ASKED_FOR = "support-report-";
  private static final String AUTOMATIC_NAME = AUTOMATIC + "\\d{8}T\\d{6}\\.\\d{3}Z(-\\d+)?\\.zip";
  private static final int TRIES = 100;

  private ReportFile() {}

  /** Writes a report that somebody asked for into a folder, under a name of its own. */
  static Path writeAskedFor(Path folder, Instant at, byte[] report) throws IOException {
    return writeNew(folder, ASKED_FOR, at, report);
  }

  /** Writes a report that nobody asked for, and deletes the oldest of its kind. */
  static Path writeAutomatic(Path folder, Instant at, byte[] report) throws IOException {
    Path written = writeNew(folder, AUTOMATIC, at, report);
    try {
      deleteOldest(folder);
    } catch (IOException e) {
      // one report too many does no harm; this one is there
      return written;
    }
    return written;
  }

  private static Path writeNew(Path folder, String prefix, Instant at, byte[] report)
      throws IOException {
    createFolder(folder);
    for (int i = 1; ; i++) {
      Path file = folder.resolve(prefix + STAMP.format(at) + (i == 1 ? "" : "-" + i) + ".zip");
      try {
        write(file, report);
        return file;
      } catch (FileAlreadyExistsException e) {
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  private static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, ownersOnly(folder, "rwx------"));
    }
  }

  private static FileAttribute<?>[] ownersOnly(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Writes a file that must not be there yet; what could be written only in part is deleted.
   *
   * @throws FileAlreadyExistsException if it is there
   */
  static void write(Path file, byte[] report) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        ownersOnly(file, "rw-------"))) {
      ByteBuffer bytes = ByteBuffer.wrap(report);
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } catch (IOException e) {
        deleteAfter(e, file);
        throw e;
      }
    }
  }

  private static void deleteAfter(IOException failure, Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static void deleteOldest(Path folder) throws IOException {
    List<Path> newestFirst;
    try (Stream<Path> files = Files.list(folder)) {
      newestFirst = files
          .filter(file -> String.valueOf(file.getFileName()).matches(AUTOMATIC_NAME))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted(Comparator.comparing((Path file) -> String.valueOf(file.getFileName()))
              .reversed())
          .toList();
    }
    for (Path old : newestFirst.subList(Math.min(KEPT, newestFirst.size()), newestFirst.size())) {
      Files.deleteIfExists(old);
    }
  }
}
