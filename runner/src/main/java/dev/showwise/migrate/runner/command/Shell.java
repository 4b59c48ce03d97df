package dev.showwise.migrate.runner.command;

/** Commands that people copy into a shell. */
final class Shell {
  private Shell() {}

  /** An argument that a shell takes as it is, whatever signs are in it. */
  static String quoted(String argument) {
    return argument.matches("[A-Za-z0-9_./:@%+=,-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
