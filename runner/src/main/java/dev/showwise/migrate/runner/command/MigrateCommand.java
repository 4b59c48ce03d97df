package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.runner.database.OpenedDatabase;
import dev.showwise.migrate.runner.fault.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Applies what is pending. */
@Command(
    name = "migrate",
    sortOptions = false,
    description = "Applies all migrations that are pending, what they depend on first; or only"
        + " those that are named. Without a verb this is what happens.")
final class MigrateCommand extends VerbCommand {
  @Mixin
  final UpwardTarget target = new UpwardTarget();

  @Override
  ExitCode run(Session session) {
    Target wanted = target.toTarget();
    OpenedDatabase database = session.openForWriting();
    session.reporter().opening(database.address());
    MigrationEngine engine = session.engine(database);
    session.interruption().beginWork();
    MigrationReport report = engine.migrate(wanted);
    session.interruption().checkpoint();
    session.reporter().migrated(report);
    return ExitCode.DONE;
  }
}
