package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.RestoreReport;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.runner.database.Access;
import dev.showwise.migrate.runner.database.OpenedDatabase;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.output.RestoreDocument;
import dev.showwise.migrate.runner.settings.Settings.Flag;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts a backup in the place of the database. */
@Command(
    name = "restore",
    sortOptions = false,
    description =
        "Puts a backup in the place of a SQLite database: verifies it, asks, keeps what is"
            + " there, and replaces it in one step. Stop the application first. Exit code 3 if the file is"
            + " damaged, or is no backup of this database's application.")
final class RestoreCommand extends VerbCommand {
  @Parameters(paramLabel = "FILE", description = "the backup")
  Path file = Path.of("");

  @Override
  ExitCode run(Session session) {
    boolean create = session.settings().has(Flag.CREATE) && !session.databaseIsThere();
    OpenedDatabase database =
        session.open(session.address(), create ? Access.CREATE : Access.REPLACE);
    session.reporter().opening(database.address());
    MigrationEngine engine = session.engineWithoutMigrations(database);
    Question question = new Question(session, "Not restored");
    session.interruption().beginWork();
    RestoreReport report = engine.restore(session.resolve(file), proposal -> {
      session.reporter().aboutToRestore(proposal, database.address());
      return question.isAnsweredWithYes();
    });
    question.refusal().ifPresent(why -> session.reporter().note(List.of(why)));
    RestoreDocument document = new RestoreDocument(report);
    session.reporter().report(document);
    return document.exit();
  }
}
