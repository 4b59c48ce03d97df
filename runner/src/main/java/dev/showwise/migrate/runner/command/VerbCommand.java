package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.runner.fault.ExitCode;

/** One verb with what was typed behind it. */
interface VerbCommand {
  /**
   * Does what was asked and reports it.
   *
   * @return how it ended
   */
  ExitCode run(Session session);
}
