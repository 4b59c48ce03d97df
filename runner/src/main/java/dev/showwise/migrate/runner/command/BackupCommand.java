package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.runner.database.Access;
import dev.showwise.migrate.runner.database.OpenedDatabase;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.output.BackupDocument;
import dev.showwise.migrate.runner.syntax.ParsedLine;
import java.nio.file.Path;
import java.util.Optional;

/** Makes a backup now. */
final class BackupCommand implements VerbCommand {
  private final Optional<String> to;

  BackupCommand(ParsedLine line) {
    this.to = line.value(ProgramOptions.BACKUP_FILE);
  }

  @Override
  public ExitCode run(Session session) {
    Optional<Path> target = to.map(file -> session.resolve(file, "--to"));
    OpenedDatabase database = session.open(session.address(), Access.WRITE);
    session.reporter().opening(database.address());
    MigrationEngine engine = session.engineWithoutMigrations(database);
    session.interruption().beginWork();
    Backup backup = target.isPresent() ? engine.backup(target.get()) : engine.backup();
    BackupDocument document = new BackupDocument(backup);
    session.reporter().report(document);
    return document.exit();
  }
}
