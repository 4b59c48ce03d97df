package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.runner.fault.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what migrate would do. */
@Command(
    name = "plan",
    sortOptions = false,
    description = "Shows what migrate would do, in order, and what stands against it. Changes"
        + " nothing. Exit code 3 if it could not be done.")
final class PlanCommand extends VerbCommand {
  @Mixin
  final UpwardTarget target = new UpwardTarget();

  @Override
  ExitCode run(Session session) {
    Target wanted = target.toTarget();
    Plan plan = session.read(database -> session.engine(database).plan(wanted));
    ExitCode exit = plan.errors().isEmpty() ? ExitCode.DONE : ExitCode.NOT_AS_ASKED;
    session.reporter().opening(session.address());
    session.reporter().planned(session.address(), plan, exit);
    return exit;
  }
}
