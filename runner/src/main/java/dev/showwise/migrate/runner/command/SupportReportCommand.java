package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.fault.Notice;
import dev.showwise.migrate.runner.fault.Reason;
import dev.showwise.migrate.runner.output.Document;
import dev.showwise.migrate.runner.output.JsonDocument;
import dev.showwise.migrate.runner.output.Screen;
import dev.showwise.migrate.runner.syntax.ParsedLine;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes a report for whoever helps. */
final class SupportReportCommand implements VerbCommand {
  private final Optional<String> to;

  SupportReportCommand(ParsedLine line) {
    this.to = line.value(ProgramOptions.REPORT_FILE);
  }

  @Override
  public ExitCode run(Session session) {
    Optional<Path> target = target(session);
    // a wrong name of a database is wrong usage, and no matter for support
    session.address();
    session.loadMigrations();
    try {
      Path written = new SupportReports(session, Verb.SUPPORT_REPORT).write(target);
      session.reporter().report(new Written(written));
      return ExitCode.DONE;
    } catch (FileAlreadyExistsException e) {
      throw isThere(Path.of(e.getFile()));
    } catch (IOException e) {
      throw Fault.unavailable(
          "cannot-write",
          "The support report could not be written: " + Reason.of(e) + ".",
          "Make room or allow writing there, or name another file with --to FILE.",
          e);
    }
  }

  private Optional<Path> target(Session session) {
    if (to.isEmpty()) {
      return Optional.empty();
    }
    Path file = session.resolve(to.get(), "--to");
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw isThere(file);
    }
    return Optional.of(file);
  }

  private static Fault isThere(Path file) {
    return Fault.usage(
        file + " is there already, and nothing is overwritten.", "Name another file with --to.");
  }

  /** Where the report is. */
  private record Written(Path file) implements Document {
    @Override
    public ExitCode exit() {
      return ExitCode.DONE;
    }

    @Override
    public List<Notice> notices() {
      return List.of();
    }

    @Override
    public void print(Screen screen) {
      screen.line("✓ Support report written: " + file);
      screen.line("  Give it to whoever helps. It has no passwords and no rows; look at it first.");
    }

    @Override
    public void write(JsonDocument json) {
      json.text("outcome", "written");
      json.text("supportReport", file.toString());
    }
  }
}
