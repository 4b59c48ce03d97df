package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.runner.create.Kind;
import dev.showwise.migrate.runner.create.NewModule;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.fault.Nearest;
import dev.showwise.migrate.runner.syntax.ParsedLine;
import java.nio.file.Path;
import java.util.List;

/** Makes a module for a migration of one's own. */
final class NewCommand implements VerbCommand {
  private final String name;
  private final String kind;
  private final String dir;

  NewCommand(ParsedLine line) {
    this.name = line.operands().get(0);
    this.kind = line.value(ProgramOptions.KIND).orElse(Kind.TABLE.word());
    this.dir = line.value(ProgramOptions.DIR).orElse(".");
  }

  @Override
  public ExitCode run(Session session) {
    Kind chosen = kind();
    Path home = session
        .surroundings()
        .home()
        .orElseThrow(() -> Fault.usage(
            "new needs the distribution, and this program was started without it.",
            "Start it with the launcher, showwise-migrate."));
    Path folder = NewModule.create(chosen, name, session.resolve(dir, "--dir"), home);
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
