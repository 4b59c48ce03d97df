package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.runner.database.OpenedDatabase;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.syntax.ParsedLine;
import java.util.List;
import java.util.Optional;

/** Undoes migrations, after asking. */
final class RollbackCommand implements VerbCommand {
  private final List<String> names;
  private final boolean last;
  private final Optional<String> to;

  RollbackCommand(ParsedLine line) {
    this.names = line.operands();
    this.last = line.has(ProgramOptions.LAST);
    this.to = line.value(ProgramOptions.DOWN_TO);
  }

  @Override
  public ExitCode run(Session session) {
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
    int given = (names.isEmpty() ? 0 : 1) + (last ? 1 : 0) + (to.isPresent() ? 1 : 0);
    if (given != 1) {
      throw Fault.usage(
          given == 0
              ? "rollback must know what to undo."
              : "rollback can take names, --last or --to, but not several of them.",
          "Give one: rollback NAME, rollback --last, or rollback --to [MODULE:]VERSION.");
    }
    if (to.isPresent()) {
      return UpwardTarget.version(to.get(), RollbackTarget::downTo);
    }
    return last ? RollbackTarget.last() : new RollbackTarget.Named(names);
  }
}
