package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.Target;
import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.syntax.ParsedLine;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which migrations are meant, on the way up.
 *
 * @param names only these; none for all
 * @param to only up to this version
 */
record UpwardTarget(List<String> names, Optional<String> to) {
  /** As it was typed. */
  static UpwardTarget of(ParsedLine line) {
    return new UpwardTarget(line.operands(), line.value(ProgramOptions.UP_TO));
  }

  /** The target, all that is pending if nothing was named. */
  Target toTarget() {
    if (to.isEmpty()) {
      return names.isEmpty() ? Target.all() : new Target.Named(names);
    }
    if (!names.isEmpty()) {
      throw Fault.usage("Names and --to cannot go together.", "Give one or the other.");
    }
    return version(to.get(), Target::upTo);
  }

  /** Reads what --to has, and says what is wrong with it. */
  static <T> T version(String text, Function<String, T> reading) {
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException e) {
      throw Fault.usage(
          "--to cannot be understood: " + e.getMessage() + ".",
          "Give it as list shows it: VERSION, or MODULE:VERSION.");
    }
  }
}
