package dev.showwise.migrate.internal.secrecy;

import org.jspecify.annotations.Nullable;

/** An exception with a message that may be seen; it reads as the one that it stands for. */
final class MaskedException extends RuntimeException {
  private final String type;

  MaskedException(Throwable original, @Nullable String message) {
    super(message);
    this.type = original.getClass().getName();
    setStackTrace(original.getStackTrace());
  }

  /** The name of the class in a stack trace is the original's. */
  @SuppressWarnings("OverrideThrowableToString")
  @Override
  public String toString() {
    return getMessage() == null ? type : type + ": " + getMessage();
  }
}
