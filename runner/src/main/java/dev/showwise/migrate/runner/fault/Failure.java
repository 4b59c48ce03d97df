package dev.showwise.migrate.runner.fault;

import dev.showwise.migrate.MigrationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a run did not do what was asked.
 *
 * @param exit how it ends
 * @param notices what is the matter; at least one unless {@code report} names a failed migration
 * @param report what was done before; empty if nothing was begun
 * @param cause what was thrown
 */
public record Failure(
    ExitCode exit, List<Notice> notices, Optional<MigrationReport> report, Throwable cause) {
  /** The same, with one more thing that people should know. */
  public Failure with(Notice notice) {
    List<Notice> more = new ArrayList<>(notices);
    more.add(notice);
    return new Failure(exit, more, report, cause);
  }

  /** Copies the list. */
  public Failure {
    notices = List.copyOf(notices);
  }
}
