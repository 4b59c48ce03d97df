package dev.showwise.migrate;

import java.util.List;

/**
 * Every known migration with its true state.
 *
 * @param database which database
 * @param migrations in the order in which they run; those that are missing last
 * @param problems what people should know besides
 */
public record StatusReport(
    DatabaseInfo database, List<MigrationStatus> migrations, List<Problem> problems) {
  /** Copies the lists. */
  public StatusReport {
    migrations = List.copyOf(migrations);
    problems = List.copyOf(problems);
  }
}
