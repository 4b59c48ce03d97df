package dev.showwise.migrate;

import java.util.Optional;
import java.util.Set;

/**
 * One known migration with its true state.
 *
 * @param migration which
 * @param description what it is for
 * @param state what is true of it
 * @param checksum of the migration at hand; of the recorded one where it is missing
 * @param source where it comes from: a jar, a folder, the application; empty where it is missing
 * @param className the class that it is written in; empty where it is missing
 * @param dependsOn what it depends on, as {@code module:name}
 * @param presence for one that is pending: how far the database has it already; empty for others
 */
public record MigrationStatus(
    MigrationLabel migration,
    String description,
    MigrationState state,
    Optional<Checksum> checksum,
    String source,
    String className,
    Set<String> dependsOn,
    Optional<Presence> presence) {
  /** Copies the set. */
  public MigrationStatus {
    dependsOn = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(dependsOn));
  }
}
