package dev.showwise.migrate.spi;

/**
 * A piece of a statement that counts. Between two of them are blanks and comments, which do not.
 *
 * @param start where it begins
 * @param end where it ends, without that character
 * @param kind what it is
 */
public record StatementToken(int start, int end, Kind kind) {

  /** What a piece is. */
  public enum Kind {
    /** A word, a number, an operator. */
    PLAIN,
    /** A text or a name in quotes of any kind, in which nothing else begins or ends. */
    QUOTED
  }

  /** Checks that the parts make sense. */
  public StatementToken {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no piece begins at " + start + " and ends at " + end);
    }
  }
}
