package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.runner.database.OpenedDatabase;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Undoes migrations, after asking. */
@Command(
    name = "rollback",
    sortOptions = false,
    description = "Undoes migrations, those that depend on them first. Says which rows would be"
        + " lost, and asks. Give names, or --last, or --to.")
final class RollbackCommand extends VerbCommand {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "these and what depends on them, such as 2fa or showwise:2fa")
  List<String> names = new ArrayList<>();

  @Option(names = "--last", description = "the migration that was applied last")
  boolean last;

  @Option(
      names = "--to",
      paramLabel = "[MODULE:]VERSION",
      description = "all above this version, which itself stays")
  @Nullable
  String to;

  @Override
  ExitCode run(Session session) {
    RollbackTarget target = target();
    OpenedDatabase database = session.openForWriting();
    session.reporter().opening(database.address());
    MigrationEngine engine = session.engine(database);
    Consent consent = new Consent(session, "Not rolled back");
    session.interruption().beginWork();
    MigrationReport report = engine.rollback(target, consent);
    session.interruption().checkpoint();
    boolean declined = report.outcome() == MigrationReport.Outcome.DECLINED;
    ExitCode exit = declined ? ExitCode.DECLINED : ExitCode.DONE;
    if (declined) {
      consent.refusal().ifPresent(why -> session.reporter().note(List.of(why)));
    }
    session.reporter().rolledBack(report, exit);
    return exit;
  }

  private RollbackTarget target() {
    int given = (names.isEmpty() ? 0 : 1) + (last ? 1 : 0) + (to == null ? 0 : 1);
    if (given != 1) {
      throw Fault.usage(
          given == 0
              ? "rollback must know what to undo."
              : "rollback can take names, --last or --to, but not several of them.",
          "Give one: rollback NAME, rollback --last, or rollback --to [MODULE:]VERSION.");
    }
    if (to != null) {
      return UpwardTarget.version(to, RollbackTarget::downTo);
    }
    return last ? RollbackTarget.last() : new RollbackTarget.Named(names);
  }
}
