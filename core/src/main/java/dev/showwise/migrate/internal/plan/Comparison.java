package dev.showwise.migrate.internal.plan;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.ExecutionOptions.RunPolicy;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import java.util.Optional;

/** How a migration at hand compares with what was recorded when it was applied. */
public enum Comparison {
  /** The same to the last byte. */
  SAME,
  /** It means the same, and is written differently. */
  REFORMATTED,
  /** It means something else, which it must not. */
  CHANGED,
  /** It means something else, and is one that then runs again. */
  RUNS_AGAIN,
  /** What was recorded was made in a way that nobody here knows, so that it says nothing. */
  INCOMPARABLE;

  /** Compares one. */
  public static Comparison of(CatalogEntry entry, HistoryEntry recorded) {
    if (entry.means(recorded.checksum())) {
      return entry.checksum().equals(recorded.checksum()) ? SAME : REFORMATTED;
    }
    // one that has none any more was changed by its author, whatever made the one that it had
    boolean isKnown = recorded.checksum().isEmpty()
        || entry.checksum().isEmpty()
        || recorded.checksum().get().isOfKnownAlgorithm()
        || algorithm(recorded.checksum()).equals(algorithm(entry.checksum()));
    if (!isKnown) {
      return INCOMPARABLE;
    }
    return entry.options().runPolicy() == RunPolicy.ON_CHANGE ? RUNS_AGAIN : CHANGED;
  }

  private static Optional<String> algorithm(Optional<Checksum> checksum) {
    return checksum.map(Checksum::algorithm);
  }

  /** What is to be said of the two that were compared; empty if nothing is. */
  public Optional<Problem> problem(CatalogEntry entry, HistoryEntry recorded) {
    return switch (this) {
      case SAME, RUNS_AGAIN -> Optional.empty();
      case REFORMATTED -> Optional.of(new Problem.Reformatted(entry.label()));
      case CHANGED ->
        Optional.of(new Problem.ChecksumChanged(
            entry.label(), meaning(recorded.checksum()), meaning(entry.checksum())));
      case INCOMPARABLE ->
        Optional.of(new Problem.ChecksumUnknown(
            entry.label(), meaning(recorded.checksum()), meaning(entry.checksum())));
    };
  }

  private static String meaning(Optional<Checksum> checksum) {
    return checksum.map(Checksum::meaning).orElse("none");
  }
}
