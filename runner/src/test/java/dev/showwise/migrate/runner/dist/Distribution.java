package dev.showwise.migrate.runner.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** The distribution that this build made. */
final class Distribution {
  private Distribution() {}

  static Path home() {
    return Path.of(System.getProperty("distribution")).toAbsolutePath().normalize();
  }

  static boolean isWindows() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  /** The start script of a distribution in this folder. */
  static Path script(Path home) {
    return home.resolve("bin").resolve("showwise-migrate" + (isWindows() ? ".bat" : ""));
  }

  /** A copy with an empty migrations folder: a person may have dropped jars into the built one. */
  private static final class Pristine {
    static final Path HOME = make();

    private static Path make() {
      try {
        Path folder = Files.createTempDirectory("distribution");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return copyTo(folder.resolve(home().getFileName().toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path folder) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Starts the program of the built distribution. */
  static Started program(Path folder, Object... arguments) {
    Object[] command = new Object[arguments.length + 1];
    command[0] = script(Pristine.HOME);
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return Started.in(folder, command);
  }

  /** Copies the distribution, for a test that changes something in it. */
  static Path copyTo(Path target) throws IOException {
    Path home = home();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(home.relativize(file).toString());
        if (file.startsWith(home.resolve("cache"))) {
          continue;
        }
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else if (!file.startsWith(home.resolve("migrations"))
            || !file.toString().endsWith(".jar")) {
          Files.copy(file, copy);
        }
      }
    }
    if (!isWindows()) {
      Files.setPosixFilePermissions(script(target), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return target;
  }

  /** One of ShowWise's own jars. */
  static Path available(String name) {
    try (Stream<Path> files = Files.list(home().resolve("available"))) {
      return files
          .filter(f -> f.getFileName().toString().startsWith("showwise-migrate-" + name + "-"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
