package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.VerificationReport;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.output.VerificationDocument;

/** Compares the database with its history. */
final class VerifyCommand implements VerbCommand {
  @Override
  public ExitCode run(Session session) {
    VerificationDocument document = new VerificationDocument(session.read(database -> {
      VerificationReport seen = session.engine(database).verify();
      return seen.of(database.shown(seen.database()));
    }));
    session.reporter().opening(session.address());
    session.reporter().report(document);
    return document.exit();
  }
}
