package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.runner.database.Access;
import dev.showwise.migrate.runner.database.OpenedDatabase;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.output.BackupDocument;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a backup now. */
@Command(
    name = "backup",
    sortOptions = false,
    description =
        "Makes a backup and reads it back: what is reported was compared with the database."
            + " The application may go on meanwhile; for the time that it takes, nobody writes. Migrating"
            + " and rolling back do this by themselves.")
final class BackupCommand extends VerbCommand {
  @Option(
      names = "--to",
      paramLabel = "FILE",
      description =
          "the file that it becomes, which must not be there (default: a name with time and"
              + " version in the folder of backups)")
  @Nullable
  Path to;

  @Override
  ExitCode run(Session session) {
    OpenedDatabase database = session.open(session.address(), Access.WRITE);
    session.reporter().opening(database.address());
    MigrationEngine engine = session.engineWithoutMigrations(database);
    session.interruption().beginWork();
    Backup backup = to == null ? engine.backup() : engine.backup(session.resolve(to));
    BackupDocument document = new BackupDocument(backup);
    session.reporter().report(document);
    return document.exit();
  }
}
