package dev.showwise.migrate.internal.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * By what a file is seen to have changed.
 *
 * @param size how many bytes it has
 * @param changed when it was written last
 * @param key what the file system calls it; null where it has no such name
 */
record FileStamp(long size, FileTime changed, @Nullable Object key) {
  /** Of what nobody changes while a program runs. */
  static final FileStamp UNCHANGING = new FileStamp(0, FileTime.fromMillis(0), null);

  /** Whether a file that was {@code other} once is that still. */
  boolean isSame(FileStamp other) {
    return size == other.size && changed.equals(other.changed) && Objects.equals(key, other.key);
  }

  /** Of a file on disk as it is now. */
  static FileStamp of(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new FileStamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
  }
}
