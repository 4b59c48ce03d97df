package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.StatusReport;
import dev.showwise.migrate.runner.fault.ExitCode;
import picocli.CommandLine.Command;

/** Shows every known migration. */
@Command(
    name = "list",
    sortOptions = false,
    description = "Shows every known migration with its true state. Changes nothing.")
final class ListCommand extends VerbCommand {
  @Override
  ExitCode run(Session session) {
    StatusReport report = session.read(database -> {
      StatusReport seen = session.engine(database).list();
      return new StatusReport(database.shown(seen.database()), seen.migrations(), seen.problems());
    });
    session.reporter().opening(session.address());
    session.reporter().listed(report);
    return ExitCode.DONE;
  }
}
