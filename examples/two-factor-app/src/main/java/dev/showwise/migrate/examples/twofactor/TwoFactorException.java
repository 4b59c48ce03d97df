package dev.showwise.migrate.examples.twofactor;

/** Something cannot be done; the message is for people and has no secret in it. */
public class TwoFactorException extends RuntimeException {
  TwoFactorException(String message) {
    super(message);
  }

  TwoFactorException(String message, Throwable cause) {
    super(message, cause);
  }
}
