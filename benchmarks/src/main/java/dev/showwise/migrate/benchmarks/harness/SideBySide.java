package dev.showwise.migrate.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The harness: {@code benchmarks/side-by-side} starts it. */
public final class SideBySide {
  private SideBySide() {}

  /**
   * Measures, prints, writes.
   *
   * @param arguments the module's folder, then what {@link Options#USAGE} says
   */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]).toAbsolutePath();
    Options options;
    try {
      options = Options.of(java.util.Arrays.copyOfRange(arguments, 1, arguments.length), root);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Options.USAGE);
      System.exit(2);
      return;
    }
    Files.createDirectories(options.folder());
    Report report = new Report(System.out);
    measure(root, options, report);
    if (report.refused() > 0) {
      System.err.println(
          report.refused() + " comparisons were refused: the machine was too noisy.");
      System.exit(3);
    }
  }

  private static void measure(Path root, Options options, Report report) throws Exception {
    Path target = root.resolve("target");
    Jars jars = new Jars(target.resolve("classes"), target.resolve("lib"));
    Stage stage = new Stage(options.folder(), options.java(), jars);
    Calibration.warmUp();
    report.line(machine(options, jars));
    List<Plot> plots = new ArrayList<>();
    try {
      measure(root, options, report, stage, plots);
    } finally {
      // what was measured before something failed was measured all the same
      plots.removeIf(plot -> !plot.isWorthAPicture());
      if (!plots.isEmpty()) {
        Files.writeString(options.folder().resolve("plot.svg"), Plot.svg(plots));
      }
      report.write(options.folder());
    }
  }

  private static void measure(
      Path root, Options options, Report report, Stage stage, List<Plot> plots) throws Exception {
    NothingToDo nothing = new NothingToDo(stage, options, report);
    if (options.wants("cold")) {
      plots.add(nothing.cold());
    }
    if (options.wants("warm")) {
      plots.add(nothing.warm());
    }
    if (options.wants("resources")) {
      nothing.resources();
    }
    if (options.wants("launcher")) {
      new LauncherStart(stage, options, report, root).run();
    }
    try (FromEmpty empty = new FromEmpty(stage, options, report)) {
      if (options.wants("counts")) {
        empty.counts();
      }
      if (options.wants("apply-sqlite")) {
        empty.sqlite("apply-sqlite", "");
      }
      if (options.wants("apply-sqlite-wal")) {
        plots.add(empty.sqlite("apply-sqlite-wal", "?journal_mode=WAL"));
      }
      if (options.wants("apply-postgresql")) {
        plots.add(empty.postgres());
      }
      if (options.wants("latency")) {
        empty.latency();
      }
    }
  }

  private static String machine(Options options, Jars jars) throws IOException {
    return "_" + processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
        + Instant.now().truncatedTo(ChronoUnit.MINUTES) + ", load " + load() + "; Java "
        + release(options.home()) + "; Flyway " + jars.version("flyway-core-") + ", Liquibase "
        + jars.version("liquibase-core-") + ", sqlite-jdbc " + jars.version("sqlite-jdbc-")
        + ", pgjdbc " + jars.version("postgresql-") + "_";
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (Files.isReadable(info)) {
      for (String line : Files.readAllLines(info)) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    }
    return System.getProperty("os.arch");
  }

  private static String load() throws IOException {
    Path load = Path.of("/proc/loadavg");
    return Files.isReadable(load) ? Files.readString(load).split(" ", 2)[0] : "unknown";
  }

  /** What a Java's own file says of it. */
  private static String release(Path home) throws IOException {
    Path release = home.resolve("release");
    if (Files.isReadable(release)) {
      for (String line : Files.readAllLines(release)) {
        if (line.startsWith("JAVA_VERSION=")) {
          return line.substring("JAVA_VERSION=".length()).replace("\"", "");
        }
      }
    }
    return home.toString();
  }
}
