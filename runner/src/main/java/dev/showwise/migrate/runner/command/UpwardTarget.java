package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.Target;
import dev.showwise.migrate.runner.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which migrations are meant, on the way up. picocli fills the fields. */
final class UpwardTarget {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "only these and what they depend on, such as 2fa or showwise:2fa")
  List<String> names = new ArrayList<>();

  @Option(
      names = "--to",
      paramLabel = "[MODULE:]VERSION",
      description = "only up to this version, that one included")
  @Nullable
  String to;

  /** The target, all that is pending if nothing was named. */
  Target toTarget() {
    if (to == null) {
      return names.isEmpty() ? Target.all() : new Target.Named(names);
    }
    if (!names.isEmpty()) {
      throw Fault.usage("Names and --to cannot go together.", "Give one or the other.");
    }
    return version(to, Target::upTo);
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
