package dev.showwise.migrate.examples.twofactor;

/** A user's secret cannot be decrypted; the message says why, and what helps. */
final class UnreadableSecretException extends TwoFactorException {
  private final String reason;

  UnreadableSecretException(String reason) {
    super(reason);
    this.reason = reason;
  }

  UnreadableSecretException(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /** The message. */
  String reason() {
    return reason;
  }
}
