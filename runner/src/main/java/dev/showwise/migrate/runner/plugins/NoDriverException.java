package dev.showwise.migrate.runner.plugins;

/** No JDBC driver takes the URL. No connection was opened. */
public final class NoDriverException extends RuntimeException {
  /**
   * Says so.
   *
   * @param message what was looked for and found, and what to do; without secrets of the URL
   */
  public NoDriverException(String message) {
    super(message);
  }
}
