package dev.showwise.migrate.runner.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The first bytes of a file that should be a SQLite database.
 *
 * @param kind what sort of file begins like this
 * @param shortBy how many bytes the file lacks, by its own header; empty if none, or if the header
 *     does not tell
 */
record SqliteHeader(Kind kind, Optional<Long> shortBy) {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH = 100;
  private static final int AT_PAGE_SIZE = 16;
  private static final int AT_READ_VERSION = 19;
  private static final int AT_CHANGE_COUNTER = 24;
  private static final int AT_PAGE_COUNT = 28;
  private static final int AT_VALID_FOR = 92;

  /** What sort of file begins like this. */
  enum Kind {
    /** Nothing is in it. */
    EMPTY,
    /** Something that people can read. */
    TEXT,
    /** Something else. */
    OTHER,
    /** A database that keeps a rollback journal. */
    ROLLBACK_JOURNAL,
    /** A database that keeps a write-ahead log. */
    WRITE_AHEAD_LOG
  }

  static SqliteHeader of(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LENGTH);
    }
    if (bytes.length == 0) {
      return new SqliteHeader(Kind.EMPTY, Optional.empty());
    }
    if (bytes.length < MAGIC.length
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return new SqliteHeader(isText(bytes) ? Kind.TEXT : Kind.OTHER, Optional.empty());
    }
    if (bytes.length < LENGTH) {
      return new SqliteHeader(Kind.ROLLBACK_JOURNAL, Optional.of((long) LENGTH - bytes.length));
    }
    Kind kind = bytes[AT_READ_VERSION] == 2 ? Kind.WRITE_AHEAD_LOG : Kind.ROLLBACK_JOURNAL;
    return new SqliteHeader(kind, shortBy(ByteBuffer.wrap(bytes), Files.size(file)));
  }

  private static Optional<Long> shortBy(ByteBuffer header, long size) {
    // an older SQLite that wrote last did not keep the page count
    if (header.getInt(AT_CHANGE_COUNTER) != header.getInt(AT_VALID_FOR)) {
      return Optional.empty();
    }
    int pageSize = Short.toUnsignedInt(header.getShort(AT_PAGE_SIZE));
    long expected =
        (pageSize == 1 ? 65_536L : pageSize) * Integer.toUnsignedLong(header.getInt(AT_PAGE_COUNT));
    return size < expected ? Optional.of(expected - size) : Optional.empty();
  }

  private static boolean isText(byte[] bytes) {
    int readable = 0;
    for (byte b : bytes) {
      boolean letter = (b >= ' ' && b < 127) || b == '\n' || b == '\r' || b == '\t';
      readable += letter ? 1 : 0;
    }
    return readable * 10 >= bytes.length * 9;
  }
}
