package dev.showwise.migrate.spi;

import java.util.Set;

/**
 * A place in a statement where its author wrote a value, or where a value may be read: a text, bytes, a
 * longer number, a comment.
 *
 * @param start where it begins
 * @param end where it ends, not included
 * @param mask what people see in its place: {@code '***'}
 * @param meanings the value as a database may say it in an error, if that differs from what is written;
 *     mostly empty
 */
public record Literal(int start, int end, String mask, Set<String> meanings) {
  /** What stands for a value that is not to be seen. */
  public static final String MASK = "***";

  /** Copies the set. */
  public Literal {
    meanings = Set.copyOf(meanings);
  }
}
