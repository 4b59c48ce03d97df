package dev.showwise.migrate.internal.discovery;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import java.util.Optional;
import java.util.Set;

/**
 * One migration at hand, with what was asked of it once.
 *
 * @param migration the migration itself
 * @param label what it is called
 * @param source where it comes from, for messages
 * @param checksum its checksum
 * @param options how it wants to be run
 * @param dependencies what must be applied before, all of them in the same catalog
 */
public record CatalogEntry(
    Migration migration,
    MigrationLabel label,
    String source,
    Optional<Checksum> checksum,
    ExecutionOptions options,
    Set<MigrationId> dependencies) {

  /** Whether it means what a checksum that was recorded means. */
  public boolean means(Optional<Checksum> recorded) {
    return checksum.map(Checksum::meaning).equals(recorded.map(Checksum::meaning));
  }

  /** Its identity. */
  public MigrationId id() {
    return label.id();
  }
}
