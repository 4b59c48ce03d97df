package dev.showwise.migrate.internal.discovery;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.ExecutionOptions.RunPolicy;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.DialectMigration;
import java.util.LinkedHashSet;
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

  /**
   * Whether it means what a checksum that was recorded means. A baseline means whatever it stands for was
   * made by.
   */
  public boolean means(Optional<Checksum> recorded) {
    return options.runPolicy() == RunPolicy.BASELINE
        || checksum.map(Checksum::meaning).equals(recorded.map(Checksum::meaning));
  }

  /**
   * The same on a product; empty if it is not there.
   *
   * @param gone what is not there of what it may depend on
   */
  Optional<CatalogEntry> on(Dialect dialect, Set<MigrationId> gone) {
    Set<MigrationId> left = new LinkedHashSet<>(dependencies);
    left.removeAll(gone);
    if (!(migration instanceof DialectMigration portable)) {
      return Optional.of(new CatalogEntry(migration, label, source, checksum, options, left));
    }
    return portable
        .on(dialect)
        .map(bound -> new CatalogEntry(
            bound, MigrationLabel.of(bound), source, bound.checksum(), bound.options(), left));
  }

  /** What it is made of on a product; empty if it cannot tell. */
  Optional<String> madeOf(Dialect dialect) {
    return migration instanceof DialectMigration portable
        ? portable.madeOf(dialect)
        : Optional.of(checksum.isPresent() ? checksum.get().toString() : "");
  }

  /** Its identity. */
  public MigrationId id() {
    return label.id();
  }
}
