package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.RestoreReport;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.runner.database.Access;
import dev.showwise.migrate.runner.database.OpenedDatabase;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.output.RestoreDocument;
import dev.showwise.migrate.runner.settings.Settings.Flag;
import dev.showwise.migrate.runner.syntax.ParsedLine;
import java.nio.file.Path;
import java.util.List;

/** Puts a backup in the place of the database. */
final class RestoreCommand implements VerbCommand {
  private final String file;

  RestoreCommand(ParsedLine line) {
    this.file = line.operands().get(0);
  }

  @Override
  public ExitCode run(Session session) {
    Path backup = session.resolve(file, "the name of the backup");
    boolean create = session.settings().has(Flag.CREATE) && !session.databaseIsThere();
    OpenedDatabase database =
        session.open(session.address(), create ? Access.CREATE : Access.REPLACE);
    session.reporter().opening(database.address());
    MigrationEngine engine = session.engineWithoutMigrations(database);
    Question question = new Question(session, "Not restored");
    session.interruption().beginWork();
    RestoreReport report = engine.restore(backup, proposal -> {
      session.reporter().aboutToRestore(proposal, database.address());
      return question.isAnsweredWithYes();
    });
    question.refusal().ifPresent(why -> session.reporter().note(List.of(why)));
    RestoreDocument document = new RestoreDocument(report);
    session.reporter().report(document);
    return document.exit();
  }
}
