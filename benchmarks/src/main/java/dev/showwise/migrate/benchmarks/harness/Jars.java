package dev.showwise.migrate.benchmarks.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars that the build gathered, and what of them each entrant has on its class path. */
record Jars(Path classes, Path folder) {
  /** The products, by how their driver's jar is called. */
  enum Driver {
    SQLITE("sqlite-jdbc-"),
    POSTGRESQL("postgresql-");

    private final String jar;

    Driver(String jar) {
      this.jar = jar;
    }
  }

  /** Its own jars, one driver, and what starts it. */
  String classPath(Entrant entrant, Driver driver) {
    List<String> path = new ArrayList<>();
    path.add(classes.toString());
    for (Path jar : own(entrant)) {
      path.add(jar.toString());
    }
    path.add(theOnly(driver.jar).toString());
    return String.join(File.pathSeparator, path);
  }

  /** How many bytes it brings beside the driver. */
  long bytes(Entrant entrant) throws IOException {
    long bytes = 0;
    for (Path jar : own(entrant)) {
      bytes += Files.size(jar);
    }
    return bytes;
  }

  String version(String prefix) {
    String name = theOnly(prefix).getFileName().toString();
    return name.substring(prefix.length(), name.length() - ".jar".length());
  }

  private List<Path> own(Entrant entrant) {
    return entrant.jars().stream().flatMap(prefix -> all(prefix).stream()).toList();
  }

  private Path theOnly(String prefix) {
    List<Path> found = all(prefix);
    if (found.size() != 1) {
      throw new IllegalStateException("of " + prefix + " there is " + found + " in " + folder);
    }
    return found.get(0);
  }

  private List<Path> all(String prefix) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException("the build leaves the jars in " + folder, e);
    }
  }
}
