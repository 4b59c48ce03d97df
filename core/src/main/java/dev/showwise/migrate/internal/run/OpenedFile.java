package dev.showwise.migrate.internal.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The file that a database is in. Whoever has it open goes on writing to it when somebody moves another one
 * into its place, and nobody will find there what was written.
 *
 * @param path where it was
 * @param identity what the file system knows it by; empty where it tells nothing of that kind
 */
record OpenedFile(Path path, Optional<Object> identity) {
  static OpenedFile at(Path path) {
    return new OpenedFile(path, identityOf(path));
  }

  /** Whether it is not there any more, or another one is. */
  boolean isGone() {
    return identity.isPresent() && !identity.equals(identityOf(path));
  }

  private static Optional<Object> identityOf(Path path) {
    try {
      return Optional.ofNullable(
          Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
