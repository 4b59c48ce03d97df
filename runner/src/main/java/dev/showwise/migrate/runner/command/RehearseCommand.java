package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.RehearsalReport;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.output.RehearsalDocument;
import dev.showwise.migrate.runner.syntax.ParsedLine;

/** Runs what is pending where it does no harm. */
final class RehearseCommand implements VerbCommand {
  private final UpwardTarget target;

  RehearseCommand(ParsedLine line) {
    this.target = UpwardTarget.of(line);
  }

  @Override
  public ExitCode run(Session session) {
    Target wanted = target.toTarget();
    RehearsalReport report = session.rehearse(engine -> engine.rehearse(wanted));
    RehearsalDocument document = new RehearsalDocument(session.address(), report);
    session.reporter().report(document);
    return document.exit();
  }
}
