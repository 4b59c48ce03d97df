package dev.showwise.migrate.runner.syntax;

/**
 * What is typed without an option in front of it.
 *
 * @param name what it is called
 * @param count how many there may be
 * @param description what it is for, as a part of a sentence
 */
public record Operand(String name, Count count, String description) {
  /** How many. */
  public enum Count {
    /** None, ever. */
    NONE,
    /** None or one. */
    AT_MOST_ONE,
    /** One. */
    ONE,
    /** Any number. */
    ANY;

    boolean allows(int given) {
      return switch (this) {
        case NONE -> given == 0;
        case AT_MOST_ONE -> given <= 1;
        case ONE -> given == 1;
        case ANY -> true;
      };
    }
  }

  /** For verbs that take none. */
  public static final Operand NONE = new Operand("", Count.NONE, "");

  /** As it stands in a line of help. */
  String usage() {
    return switch (count) {
      case NONE -> "";
      case AT_MOST_ONE -> " [" + name + "]";
      case ONE -> " " + name;
      case ANY -> " [" + name + "…]";
    };
  }
}
