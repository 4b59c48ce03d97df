package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Failure;
import dev.showwise.migrate.runner.fault.Failures;
import dev.showwise.migrate.runner.fault.Notice;
import dev.showwise.migrate.runner.output.JsonReporter;
import dev.showwise.migrate.runner.output.Reporter;
import dev.showwise.migrate.runner.output.Screen;
import dev.showwise.migrate.runner.output.SupportNote;
import dev.showwise.migrate.runner.output.Surroundings;
import dev.showwise.migrate.runner.output.TextReporter;
import dev.showwise.migrate.runner.secrets.Secrets;
import dev.showwise.migrate.runner.settings.Settings;
import dev.showwise.migrate.runner.settings.Settings.Flag;
import dev.showwise.migrate.runner.settings.SettingsResolver;
import dev.showwise.migrate.runner.settings.Verbosity;
import dev.showwise.migrate.runner.syntax.ParsedLine;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One run of the program, from arguments to an exit code, without the process around it: everything
 * that it touches is handed in.
 */
public final class Program {
  private final Surroundings surroundings;
  private final Interruption interruption;

  /** In these surroundings, until it is interrupted. */
  public Program(Surroundings surroundings, Interruption interruption) {
    this.surroundings = surroundings;
    this.interruption = interruption;
  }

  /** Runs, reports, and says how it ended. Throws nothing. */
  public ExitCode run(List<String> args) {
    try {
      return understandAndRun(args);
    } finally {
      interruption.finish();
    }
  }

  private ExitCode understandAndRun(List<String> args) {
    Secrets typed = secrets(args);
    Verbosity verbosity = args.contains("--verbose") ? Verbosity.VERBOSE : Verbosity.NORMAL;
    Screen screen = new Screen(surroundings, typed, verbosity);
    Reporter reporter = reporter(screen, args.contains("--json"), "");
    try {
      if (args.stream().anyMatch(ProgramOptions.VERSION::isTyped)) {
        screen.always(Usage.version());
        return ExitCode.DONE;
      }
      Arguments arguments = Arguments.of(args);
      reporter = reporter(screen, args.contains("--json"), arguments.verb().word());
      if (args.stream().anyMatch(ProgramOptions.HELP::isTyped)) {
        screen.always(
            arguments.named() == Arguments.Named.NO ? Usage.text() : Usage.of(arguments.verb()));
        return ExitCode.DONE;
      }
      return run(arguments.verb(), Usage.parse(arguments), typed);
    } catch (RuntimeException | Error thrown) {
      return fail(reporter, asTold(Failures.of(thrown)), failure -> SupportNote.NONE);
    }
  }

  private ExitCode run(Verb verb, ParsedLine line, Secrets typed) {
    GlobalOptions global = new GlobalOptions(line);
    global.checkContradictions();
    Settings settings = new SettingsResolver(
            surroundings.environment(), surroundings.workingDirectory())
        .resolve(global.given(), global.config());
    Secrets secrets = settings.url().map(typed::andThoseIn).orElse(typed);
    secrets =
        settings.password().map(Settings.Password::value).map(secrets::and).orElse(secrets);
    Screen screen = new Screen(surroundings, secrets, settings.verbosity());
    Reporter reporter = reporter(screen, settings.has(Flag.JSON), verb.word());
    Session session = new Session(
        new Session.Parts(settings, surroundings, screen, secrets, reporter, interruption));
    try (session) {
      return attempt(verb, verb.command(line), session, reporter);
    }
  }

  private ExitCode attempt(Verb verb, VerbCommand command, Session session, Reporter reporter) {
    try {
      return command.run(session);
    } catch (RuntimeException | Error thrown) {
      Failure failure = Failures.of(thrown);
      SupportReports reports = new SupportReports(session, verb);
      return fail(
          reporter, new WayBack(session, failure).addedTo(asTold(failure)), reports::afterFailure);
    }
  }

  private static ExitCode fail(
      Reporter reporter, Failure failure, Function<Failure, SupportNote> support) {
    reporter.failed(failure, () -> support.apply(failure));
    return failure.exit();
  }

  private Failure asTold(Failure failure) {
    return interruption.isRequested() ? stopped(failure) : failure;
  }

  /** Whatever it looks like: it ended because of the signal. */
  private static Failure stopped(Failure failure) {
    String underWay = WayBack.isSomethingLeftOf(failure)
        ? "what was under way ran outside a transaction, and what it had done is still there."
        : "what was under way is undone.";
    Notice notice = Notice.error(
        "stopped",
        "Stopped by a signal. What was finished before stays; " + underWay,
        "Run the same command again to go on.");
    return new Failure(
        ExitCode.STOPPED,
        List.of(notice),
        failure.report().map(Program::withoutFailure),
        failure.cause());
  }

  private static MigrationReport withoutFailure(MigrationReport report) {
    return new MigrationReport(
        report.outcome(),
        report.completed(),
        Optional.empty(),
        report.remaining(),
        report.problems(),
        report.backup(),
        report.duration());
  }

  private static Reporter reporter(Screen screen, boolean json, String verb) {
    return json ? new JsonReporter(screen, verb) : new TextReporter(screen);
  }

  private Secrets secrets(List<String> args) {
    Secrets secrets = Secrets.NONE;
    for (String arg : args) {
      secrets = secrets.andThoseIn(arg);
    }
    String url = surroundings.environment().get(SettingsResolver.URL_VARIABLE);
    return url == null ? secrets : secrets.andThoseIn(url);
  }
}
