package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.RehearsalReport;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.output.RehearsalDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs what is pending where it does no harm. */
@Command(
    name = "rehearse",
    sortOptions = false,
    description =
        "Runs what is pending, forth and back, on a copy or in a transaction that is rolled"
            + " back, and says what that does to schema, rows and time, and whether the way back works."
            + " The database is left as it is. Exit code 1 if a migration fails there, 3 if rows would"
            + " be lost or the way back does not lead back.")
final class RehearseCommand extends VerbCommand {
  @Mixin
  final UpwardTarget target = new UpwardTarget();

  @Override
  ExitCode run(Session session) {
    Target wanted = target.toTarget();
    RehearsalReport report = session.rehearse(engine -> engine.rehearse(wanted));
    RehearsalDocument document = new RehearsalDocument(session.address(), report);
    session.reporter().report(document);
    return document.exit();
  }
}
