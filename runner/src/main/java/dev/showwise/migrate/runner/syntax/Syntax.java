package dev.showwise.migrate.runner.syntax;

import java.util.List;

/**
 * What may be typed behind a verb.
 *
 * @param description what the verb does, in sentences
 * @param operand what it takes without an option in front
 * @param options what else it takes
 */
public record Syntax(String description, Operand operand, List<CommandOption> options) {
  /** Copies the list. */
  public Syntax {
    options = List.copyOf(options);
  }
}
