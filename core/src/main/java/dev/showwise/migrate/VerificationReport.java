package dev.showwise.migrate;

import java.util.List;

/**
 * Whether a database is what its history says.
 *
 * @param database which database
 * @param verified how many applied migrations were compared with the schema
 * @param historyRows how many rows of the history were checked
 * @param undeclared what is in the history as applied, or begun, and does not say what it made: it
 *     declares nothing, or is not at hand. What no migration declares may be from one of them, so it was
 *     not looked for unless this is empty
 * @param problems everything that is not well; empty if all is
 */
public record VerificationReport(
    DatabaseInfo database,
    int verified,
    long historyRows,
    List<MigrationLabel> undeclared,
    List<Problem> problems) {
  /** Copies the lists. */
  public VerificationReport {
    undeclared = List.copyOf(undeclared);
    problems = List.copyOf(problems);
  }

  /** The same about a database that is called so. */
  public VerificationReport of(DatabaseInfo shown) {
    return new VerificationReport(shown, verified, historyRows, undeclared, problems);
  }

  /** Whether all is well; warnings alone do not spoil it. */
  public boolean isWell() {
    return problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
  }
}
