package dev.showwise.migrate;

import java.util.List;
import java.util.Objects;

/**
 * What was understood of another tool's history, before anything is recorded.
 *
 * @param tool the other tool
 * @param table its history table, as the database spells it
 * @param imported what would be recorded as imported, in the order of the catalog
 * @param recorded what the other tool has done and this history has already
 * @param runsAgain what the other tool runs whenever it changes: it is not taken over, and the next run
 *     applies it once more
 * @param problems what speaks against it, and what people should know
 */
public record ImportProposal(
    String tool,
    String table,
    List<Taken> imported,
    List<MigrationLabel> recorded,
    List<MigrationLabel> runsAgain,
    List<Problem> problems) {

  /**
   * One migration that the other tool has done.
   *
   * @param migration what it is here
   * @param theirs what it is there: {@code 1.2 create person}
   */
  public record Taken(MigrationLabel migration, String theirs) {
    /** Checks that the parts are there. */
    public Taken {
      Objects.requireNonNull(migration, "migration");
      Objects.requireNonNull(theirs, "theirs");
    }
  }

  /** Copies the lists. */
  public ImportProposal {
    imported = List.copyOf(imported);
    recorded = List.copyOf(recorded);
    runsAgain = List.copyOf(runsAgain);
    problems = List.copyOf(problems);
  }
}
