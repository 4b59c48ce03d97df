package dev.showwise.migrate.spi;

import java.io.Reader;
import java.util.Objects;
import java.util.Optional;

/**
 * One statement of a script.
 *
 * @param sql the statement as it is written, from its first word to its end, without what separates it
 *     from the next and without comments before it
 * @param offset how many characters of the script come before it
 * @param line the line on which it begins; the first is 1
 * @param column the place on that line at which it begins; the first is 1
 * @param data what a statement that reads from its client is given in the script, such as the rows after
 *     PostgreSQL's {@code COPY … FROM STDIN}; to be read before the next statement is asked for
 */
public record ScriptStatement(
    String sql, long offset, long line, int column, Optional<Reader> data) {
  /** Checks that the parts are there. */
  public ScriptStatement {
    Objects.requireNonNull(sql, "sql");
    Objects.requireNonNull(data, "data");
  }
}
