package dev.showwise.migrate.runner.fault;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What the system said, in words. */
public final class Reason {
  private Reason() {}

  /** Why something could not be done. */
  public static String of(Throwable thrown) {
    if (thrown instanceof AccessDeniedException e) {
      return "permission denied for " + e.getFile();
    }
    return thrown instanceof NoSuchFileException e
        ? "there is no " + e.getFile()
        : thrown.toString();
  }
}
