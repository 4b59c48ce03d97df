package dev.showwise.migrate.runner.database;

import dev.showwise.migrate.runner.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A database copied with its journal or log into a folder of its own, and deleted afterwards. */
final class PrivateCopy implements AutoCloseable {
  private static final int TRIES = 5;
  private static final int LOG_HEADER = 32;

  private final Path folder;
  private final Path file;

  private PrivateCopy(Path folder, Path file) {
    this.folder = folder;
    this.file = file;
    // a signal may end the process before anybody comes to close this; the last one goes first
    folder.toFile().deleteOnExit();
    for (String ending : List.of("", "-journal", "-wal", "-shm")) {
      ReadMode.beside(file, ending).toFile().deleteOnExit();
    }
  }

  /**
   * Copies a database.
   *
   * @throws Fault if there is no room, or the database changes all the time
   */
  static PrivateCopy of(Path original) {
    try {
      Path folder = Files.createTempDirectory("showwise-migrate-");
      PrivateCopy copy = new PrivateCopy(folder, folder.resolve("copy.db"));
      try {
        for (int i = 0; i < TRIES; i++) {
          if (copy.copiedUnchanged(original)) {
            return copy;
          }
        }
      } catch (IOException | RuntimeException e) {
        copy.close();
        throw e;
      }
      copy.close();
      throw Fault.unavailable(
          "busy",
          original + " kept changing while it was being read.",
          "Run this again, or stop the application first.");
    } catch (IOException e) {
      throw Fault.unavailable(
          "cannot-copy",
          original + " has unfinished changes of a process that was killed. To read it without"
              + " touching it, it must be copied first, and that failed: " + e,
          "Make room in " + System.getProperty("java.io.tmpdir")
              + ", or let the application open the database once.",
          e);
    }
  }

  /**
   * The log comes after the database: as long as it was not begun anew in between, it has
   * everything that was moved from it into the database meanwhile.
   */
  private boolean copiedUnchanged(Path original) throws IOException {
    Path journal = ReadMode.beside(original, "-journal");
    Path log = ReadMode.beside(original, "-wal");
    String before = stamp(journal) + Arrays.toString(start(log));
    String database = stamp(original);
    delete(ReadMode.beside(file, "-journal"));
    delete(ReadMode.beside(file, "-wal"));
    delete(file);
    Files.copy(original, file);
    boolean logged = copyIfThere(log, ReadMode.beside(file, "-wal"));
    copyIfThere(journal, ReadMode.beside(file, "-journal"));
    String after = stamp(journal) + Arrays.toString(start(log));
    return before.equals(after) && (logged || database.equals(stamp(original)));
  }

  private static boolean copyIfThere(Path from, Path to) throws IOException {
    try {
      Files.copy(from, to);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static byte[] start(Path log) throws IOException {
    try (InputStream in = Files.newInputStream(log)) {
      return in.readNBytes(LOG_HEADER);
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  /** Changes when a file changes. */
  static String stamp(Path file) throws IOException {
    try {
      return Files.size(file) + "@" + Files.getLastModifiedTime(file);
    } catch (NoSuchFileException e) {
      return "none";
    }
  }

  /** Where the copy is. */
  Path file() {
    return file;
  }

  private static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      for (Path one : all) {
        delete(one);
      }
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the temporary copy in " + folder + " could not be deleted", e);
    }
  }
}
