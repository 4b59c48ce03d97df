package dev.showwise.migrate.runner.syntax;

/**
 * An option.
 *
 * @param name as it is typed, with its hyphens
 * @param shortName another way to type it; empty for none
 * @param valueName what its value is called; empty if it has none
 * @param times how often it may be given
 * @param description what it is for, as a part of a sentence
 */
public record CommandOption(
    String name, String shortName, String valueName, Times times, String description) {
  /** How often. */
  public enum Times {
    /** At most once. */
    ONCE,
    /** As often as there are values. */
    MANY
  }

  /** One without a value. */
  public static CommandOption flag(String name, String description) {
    return new CommandOption(name, "", "", Times.ONCE, description);
  }

  /** One with a value. */
  public static CommandOption value(String name, String valueName, String description) {
    return new CommandOption(name, "", valueName, Times.ONCE, description);
  }

  /** One with a value, that may be given several times. */
  public static CommandOption values(String name, String valueName, String description) {
    return new CommandOption(name, "", valueName, Times.MANY, description);
  }

  /** Whether a value comes with it. */
  public boolean hasValue() {
    return !valueName.isEmpty();
  }

  /** Whether an argument is this option. */
  public boolean isTyped(String argument) {
    return argument.equals(name) || (!shortName.isEmpty() && argument.equals(shortName));
  }

  /** Its name without hyphens. */
  String word() {
    return name.substring(2);
  }
}
