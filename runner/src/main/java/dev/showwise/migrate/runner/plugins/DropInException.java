package dev.showwise.migrate.runner.plugins;

import java.util.List;

/** The jars or folders that were dropped in cannot be used as they are. None of them was loaded. */
public final class DropInException extends RuntimeException {
  private final transient List<String> faults;

  /**
   * All that was found; the message joins them.
   *
   * @param faults each in words, with the jar that it is about and what to do
   */
  public DropInException(List<String> faults) {
    super(String.join("\n", faults));
    this.faults = List.copyOf(faults);
  }

  /** Each fault in words, with the jar that it is about and what to do; never empty. */
  public List<String> faults() {
    return faults;
  }
}
