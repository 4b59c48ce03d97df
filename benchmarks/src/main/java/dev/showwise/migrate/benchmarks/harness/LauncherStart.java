package dev.showwise.migrate.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The program as people start it, against one that does nothing but open the database and read a row. */
final class LauncherStart {
  private static final int SIZE = 100;

  private final Stage stage;
  private final Options options;
  private final Report report;
  private final Path root;

  LauncherStart(Stage stage, Options options, Report report, Path root) {
    this.stage = stage;
    this.options = options;
    this.report = report;
    this.root = root;
  }

  void run() throws Exception {
    report.heading("launcher: the program with nothing to do, SQLite, N=" + SIZE);
    Path database = stage.upToDate(Entrant.SHOWWISE, SIZE);
    Path scripts = stage.scripts(Entrant.SHOWWISE, SIZE);
    List<String> program = List.of(
        launcher().toString(), "--scripts", scripts.toString(), "--url", database.toString());
    String home = options.home().toString();
    Measured measured = Measured.inTurn(
        List.of(Entrant.OPEN_SELECT, Entrant.SHOWWISE),
        options.rounds(),
        (entrant, round) -> stage
            .processes()
            .run(
                entrant == Entrant.SHOWWISE
                    ? program
                    : stage.bareProgram("jdbc:sqlite:" + database),
                Map.of("JAVA_HOME", home))
            .costs());
    report.compare(
        "launcher", SIZE, measured, Entrant.OPEN_SELECT, List.of(Metric.WALL, Metric.CPU));
  }

  /** What the build left of the distribution. */
  private Path launcher() throws IOException {
    Path target = root.resolveSibling("runner").resolve("target");
    try (Stream<Path> folders = Files.list(target)) {
      return folders
          .map(folder -> folder.resolve("bin").resolve("showwise-migrate"))
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow(() -> new IOException("the build leaves the program in " + target));
    }
  }
}
