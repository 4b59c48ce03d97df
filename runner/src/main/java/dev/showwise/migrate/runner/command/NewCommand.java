package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.runner.create.Kind;
import dev.showwise.migrate.runner.create.NewModule;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.fault.Nearest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a module for a migration of one's own. */
@Command(
    name = "new",
    sortOptions = false,
    description = "Makes a folder with a migration module that builds and passes its tests as it"
        + " stands. Nothing that is there is overwritten.")
final class NewCommand extends VerbCommand {
  @Parameters(paramLabel = "NAME", arity = "1", description = "the name of the migration")
  String name = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "table: it declares tables, columns and indexes (default); sql: scripts in the jar;"
              + " java: written by hand; data: it changes rows")
  String kind = Kind.TABLE.word();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "the folder to make it in (default: here)")
  String dir = ".";

  @Override
  ExitCode run(Session session) {
    Kind chosen = kind();
    Path home = session
        .surroundings()
        .home()
        .orElseThrow(() -> Fault.usage(
            "new needs the distribution, and this program was started without it.",
            "Start it with the launcher, showwise-migrate."));
    Path folder = NewModule.create(chosen, name, parent(session), home);
    session
        .reporter()
        .created(
            folder,
            List.of(
                "mvn -f " + near(session, folder) + " verify",
                session.command() + " plan --migrations " + near(session, folder.resolve("target"))
                    + " --url YOUR.db"));
    return ExitCode.DONE;
  }

  private Kind kind() {
    return Kind.of(kind).orElseThrow(() -> {
      String near = Nearest.question(kind, Kind.words());
      return Fault.usage(
          "There is no kind '" + kind + "'.",
          (near.isEmpty() ? "" : near + " ") + "Known are: " + String.join(", ", Kind.words())
              + ".");
    });
  }

  private Path parent(Session session) {
    try {
      return session
          .surroundings()
          .workingDirectory()
          .resolve(dir)
          .toAbsolutePath()
          .normalize();
    } catch (InvalidPathException e) {
      throw Fault.usage("'" + dir + "' is not a path: " + e.getReason() + ".", "Check --dir.");
    }
  }

  /** A folder as it is typed where the person is. */
  private static String near(Session session, Path folder) {
    Path here = session.surroundings().workingDirectory();
    return quoted(folder.startsWith(here) ? here.relativize(folder) : folder);
  }

  private static String quoted(Path folder) {
    String path = folder.toString();
    return path.matches("[\\w/.:\\\\-]+") ? path : "\"" + path + "\"";
  }
}
