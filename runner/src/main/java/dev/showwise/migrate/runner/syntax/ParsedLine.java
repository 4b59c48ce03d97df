package dev.showwise.migrate.runner.syntax;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was typed behind a verb.
 *
 * @param options the options that were given, by name, with their values; without any for those that have none
 * @param operands what has no option in front, in order
 */
public record ParsedLine(Map<String, List<String>> options, List<String> operands) {
  /** Copies both. */
  public ParsedLine {
    options = Map.copyOf(options);
    operands = List.copyOf(operands);
  }

  /** Whether an option was given. */
  public boolean has(CommandOption option) {
    return options.containsKey(option.name());
  }

  /** The value of an option; empty if it was not given. */
  public Optional<String> value(CommandOption option) {
    return values(option).stream().findFirst();
  }

  /** The values of an option, in order; none if it was not given. */
  public List<String> values(CommandOption option) {
    return options.getOrDefault(option.name(), List.of());
  }
}
