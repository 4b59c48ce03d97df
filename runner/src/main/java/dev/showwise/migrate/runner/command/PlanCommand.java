package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.Target;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.output.Document;
import dev.showwise.migrate.runner.output.PlanDocument;
import dev.showwise.migrate.runner.output.SqlDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what migrate would do. */
@Command(
    name = "plan",
    sortOptions = false,
    description = "Shows what migrate would do, in order, and what stands against it. Changes"
        + " nothing. Exit code 3 if it could not be done.")
final class PlanCommand extends VerbCommand {
  @Mixin
  final UpwardTarget target = new UpwardTarget();

  @Option(
      names = "--sql",
      description = "shows the SQL that would be sent, recorded from a run on a copy or in a"
          + " transaction that is rolled back")
  boolean sql;

  @Override
  ExitCode run(Session session) {
    Target wanted = target.toTarget();
    Document document = sql
        ? new SqlDocument(session.address(), session.rehearse(engine -> engine.previewSql(wanted)))
        : new PlanDocument(
            session.address(), session.read(database -> session.engine(database).plan(wanted)));
    session.reporter().report(document);
    return document.exit();
  }
}
