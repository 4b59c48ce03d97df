package dev.showwise.migrate.runner.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a SQLite file is opened so that reading leaves nothing behind. Opened plainly, even read-only,
 * a database in WAL mode gets a {@code -wal} and a {@code -shm} file, and an existing {@code -shm}
 * is rewritten.
 */
enum ReadMode {
  /** Read-only. Leaves nothing in a database with a rollback journal. */
  PLAIN("", 1),
  /**
   * With {@code -wal} and {@code -shm} beside it, of a live process or left by a dead one: the
   * shared memory is read, not written; where it cannot be trusted SQLite makes its own in memory.
   */
  SHARED_MEMORY("readonly_shm=1", 1),
  /** In WAL mode without a log: nobody has it open, so it is read as a file that does not change. */
  IMMUTABLE("immutable=1", 1),
  /**
   * Something must be recovered before it can be read: a journal that a killed process left, or a
   * log without its {@code -shm}. That is done on a copy of one's own.
   */
  PRIVATE_COPY("", 2);

  private final String parameter;
  private final int openMode;

  ReadMode(String parameter, int openMode) {
    this.parameter = parameter;
    this.openMode = openMode;
  }

  /** What the URL needs; empty for nothing. */
  String parameter() {
    return parameter;
  }

  /** SQLite's flags: 1 read-only, 2 read and write. */
  int openMode() {
    return openMode;
  }

  /**
   * The way for a file, by what lies beside it. Whether a rollback journal is to be rolled back, or
   * belongs to a process that is alive, is not seen here: SQLite tells when it is opened.
   */
  static ReadMode of(Path file) throws IOException {
    boolean log = sizeBeside(file, "-wal") > 0;
    boolean logFile = Files.exists(beside(file, "-wal"));
    boolean sharedMemory = Files.exists(beside(file, "-shm"));
    if (log) {
      return sharedMemory ? SHARED_MEMORY : PRIVATE_COPY;
    }
    if (SqliteHeader.of(file).kind() != SqliteHeader.Kind.WRITE_AHEAD_LOG) {
      return PLAIN;
    }
    return logFile && sharedMemory ? SHARED_MEMORY : IMMUTABLE;
  }

  /** The file that SQLite keeps beside a database under this ending. */
  static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  /** The size of that file; 0 if it is not there. */
  static long sizeBeside(Path file, String ending) throws IOException {
    Path side = beside(file, ending);
    try {
      return Files.size(side);
    } catch (java.nio.file.NoSuchFileException e) {
      return 0;
    }
  }
}
