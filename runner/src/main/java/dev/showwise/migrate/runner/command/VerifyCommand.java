package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.VerificationReport;
import dev.showwise.migrate.runner.fault.ExitCode;
import picocli.CommandLine.Command;

/** Compares the database with its history. */
@Command(
    name = "verify",
    sortOptions = false,
    description = "Checks whether the schema is what the applied migrations declare, whether the"
        + " history is as it was written, and whether anything is pending. Changes nothing. Exit"
        + " code 3 if not all is well.")
final class VerifyCommand extends VerbCommand {
  @Override
  ExitCode run(Session session) {
    VerificationReport report = session.read(database -> {
      VerificationReport seen = session.engine(database).verify();
      return new VerificationReport(
          database.shown(seen.database()), seen.verified(), seen.historyRows(), seen.problems());
    });
    ExitCode exit = report.isWell() ? ExitCode.DONE : ExitCode.NOT_AS_ASKED;
    session.reporter().opening(session.address());
    session.reporter().verified(report, exit);
    return exit;
  }
}
