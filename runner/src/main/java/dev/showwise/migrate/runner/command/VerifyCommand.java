package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.VerificationReport;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.output.VerificationDocument;
import picocli.CommandLine.Command;

/** Compares the database with its history. */
@Command(
    name = "verify",
    sortOptions = false,
    description = "Checks whether the schema is what the applied migrations declare, whether the"
        + " history is as it was written, whether anything is pending, and what no migration"
        + " declares. Changes nothing. Exit"
        + " code 3 if not all is well.")
final class VerifyCommand extends VerbCommand {
  @Override
  ExitCode run(Session session) {
    VerificationDocument document = new VerificationDocument(session.read(database -> {
      VerificationReport seen = session.engine(database).verify();
      return seen.of(database.shown(seen.database()));
    }));
    session.reporter().opening(session.address());
    session.reporter().report(document);
    return document.exit();
  }
}
