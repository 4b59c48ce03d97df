package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.StatusReport;
import dev.showwise.migrate.runner.fault.ExitCode;

/** Shows every known migration. */
final class ListCommand implements VerbCommand {
  @Override
  public ExitCode run(Session session) {
    StatusReport report = session.read(database -> {
      StatusReport seen = session.engine(database).list();
      return new StatusReport(database.shown(seen.database()), seen.migrations(), seen.problems());
    });
    session.reporter().opening(session.address());
    session.reporter().listed(report);
    return ExitCode.DONE;
  }
}
