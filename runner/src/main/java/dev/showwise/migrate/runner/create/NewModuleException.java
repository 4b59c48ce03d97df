package dev.showwise.migrate.runner.create;

import org.jspecify.annotations.Nullable;

/** A module could not be made. Nothing is left of it. */
public final class NewModuleException extends RuntimeException {
  /**
   * Says why.
   *
   * @param message what is wrong, where, and what to do
   * @param cause what the file system said; null if it has no part in it
   */
  public NewModuleException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
