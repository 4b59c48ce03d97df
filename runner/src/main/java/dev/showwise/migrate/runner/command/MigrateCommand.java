package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.runner.database.OpenedDatabase;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.syntax.ParsedLine;

/** Applies what is pending. */
final class MigrateCommand implements VerbCommand {
  private final UpwardTarget target;

  MigrateCommand(ParsedLine line) {
    this.target = UpwardTarget.of(line);
  }

  @Override
  public ExitCode run(Session session) {
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
