package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.runner.fault.ExitCode;
import picocli.CommandLine.Mixin;

/** One verb. picocli fills its fields, then it runs. */
public abstract class VerbCommand {
  @Mixin
  final GlobalOptions global = new GlobalOptions();

  /** Only verbs of this package. */
  VerbCommand() {}

  /**
   * Does what was asked and reports it.
   *
   * @return how it ended
   */
  abstract ExitCode run(Session session);
}
