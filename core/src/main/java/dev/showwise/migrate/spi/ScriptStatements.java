package dev.showwise.migrate.spi;

import java.io.IOException;
import java.util.Optional;

/**
 * The statements of a script, one after the other, read as they are asked for: no more of the script is in
 * memory than its longest statement and a little ahead. For one thread. Whoever gave the reader closes it.
 */
public interface ScriptStatements {
  /**
   * The next statement; empty at the end.
   *
   * @throws IOException if the script cannot be read
   * @throws dev.showwise.migrate.MigrationException.InvalidScript if the script cannot be cut from here on:
   *     a quote, comment or body that is never closed, or a command of a client program
   */
  Optional<ScriptStatement> next() throws IOException;
}
