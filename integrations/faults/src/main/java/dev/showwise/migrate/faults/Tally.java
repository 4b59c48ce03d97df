package dev.showwise.migrate.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What tests counted, one line each: printed, and gathered in the file that {@code
 * -Dshowwise.test.counts=FILE} names.
 */
public final class Tally {
  private Tally() {}

  /** Counts. For any thread and any process at once. */
  public static void add(String line) {
    System.out.println(line);
    String file = System.getProperty("showwise.test.counts", "");
    if (!file.isEmpty()) {
      try {
        Path path = Path.of(file).toAbsolutePath();
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
