package dev.showwise.migrate.internal.backup;

import dev.showwise.migrate.MigrationException.InvalidBackup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the beginning of a file tells of a SQLite database, without SQLite. */
final class FileHeader {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 100;
  private static final int AT_PAGE_SIZE = 16;
  private static final int AT_CHANGE_COUNTER = 24;
  private static final int AT_PAGE_COUNT = 28;
  private static final int AT_VALID_FOR = 92;

  private FileHeader() {}

  /**
   * Refuses what cannot be a whole database.
   *
   * @throws InvalidBackup if it is empty, no SQLite database, or cut off
   * @throws IOException if it cannot be read
   */
  static void check(Path file) throws IOException {
    long size = Files.size(file);
    byte[] header;
    try (InputStream in = Files.newInputStream(file)) {
      header = in.readNBytes(HEADER);
    }
    if (size == 0) {
      throw new InvalidBackup(
          file
              + " is empty: 0 bytes. Whatever made it copied nothing. Look for another backup; nothing"
              + " was changed.",
          null);
    }
    ByteBuffer numbers = ByteBuffer.wrap(header);
    if (header.length < HEADER || !numbers.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw new InvalidBackup(
          file
              + " is not a SQLite database, or it is encrypted: it does not begin as every SQLite file"
              + " does. Nothing was changed.",
          null);
    }
    int pageSize = Short.toUnsignedInt(numbers.getShort(AT_PAGE_SIZE));
    long expected = (pageSize == 1 ? 65_536L : pageSize)
        * Integer.toUnsignedLong(numbers.getInt(AT_PAGE_COUNT));
    boolean counted = numbers.getInt(AT_CHANGE_COUNTER) == numbers.getInt(AT_VALID_FOR);
    if (counted && size < expected) {
      throw new InvalidBackup(
          file + " is cut off: it is " + (expected - size)
              + " bytes shorter than its own header says. Look for another backup; nothing was"
              + " changed.",
          null);
    }
  }
}
