package dev.showwise.migrate;

import java.util.List;

/**
 * Whether a database is what its history says.
 *
 * @param database which database
 * @param verified how many applied migrations were compared with the schema
 * @param historyRows how many rows of the history were checked
 * @param problems everything that is not well; empty if all is
 */
public record VerificationReport(
    DatabaseInfo database, int verified, long historyRows, List<Problem> problems) {
  /** Copies the list. */
  public VerificationReport {
    problems = List.copyOf(problems);
  }

  /** Whether all is well; warnings alone do not spoil it. */
  public boolean isWell() {
    return problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
  }
}
