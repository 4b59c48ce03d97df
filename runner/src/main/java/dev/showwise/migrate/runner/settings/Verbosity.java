package dev.showwise.migrate.runner.settings;

/** How much is printed. */
public enum Verbosity {
  /** Errors only, and the question where one is due. */
  QUIET,
  /** What happens, a line for each step. */
  NORMAL,
  /** Also how long each step took, and stack traces. */
  VERBOSE
}
