package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.Target;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.output.Document;
import dev.showwise.migrate.runner.output.PlanDocument;
import dev.showwise.migrate.runner.output.SqlDocument;
import dev.showwise.migrate.runner.syntax.ParsedLine;

/** Shows what migrate would do. */
final class PlanCommand implements VerbCommand {
  private final UpwardTarget target;
  private final boolean sql;

  PlanCommand(ParsedLine line) {
    this.target = UpwardTarget.of(line);
    this.sql = line.has(ProgramOptions.SQL);
  }

  @Override
  public ExitCode run(Session session) {
    Target wanted = target.toTarget();
    Document document = sql
        ? new SqlDocument(session.address(), session.rehearse(engine -> engine.previewSql(wanted)))
        : new PlanDocument(
            session.address(), session.read(database -> session.engine(database).plan(wanted)));
    session.reporter().report(document);
    return document.exit();
  }
}
