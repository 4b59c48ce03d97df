package dev.showwise.migrate.servers;

import org.jspecify.annotations.Nullable;

/** A test server did not do as it was asked; the message says which one, and what it logged. */
public final class ServerException extends RuntimeException {
  ServerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
