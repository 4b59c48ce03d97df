package dev.showwise.migrate;

import java.util.Objects;

/**
 * Which migration: the module that owns it and its version there. A migration may change its name
 * and stays the same one; it may not change its version.
 *
 * @param module the module, such as {@code showwise}
 * @param version the version within the module
 */
public record MigrationId(String module, MigrationVersion version)
    implements Comparable<MigrationId> {
  /** Checks that the parts are there. */
  public MigrationId {
    Objects.requireNonNull(module, "module");
    Objects.requireNonNull(version, "version");
  }

  /** By version, then by module: the order in which independent migrations run. */
  @Override
  public int compareTo(MigrationId other) {
    int order = version.compareTo(other.version);
    return order != 0 ? order : module.compareTo(other.module);
  }

  // written out: what the compiler makes of a record builds its code at the first call, at each
  // start anew
  @Override
  public boolean equals(Object other) {
    return other instanceof MigrationId id
        && module.equals(id.module)
        && version.equals(id.version);
  }

  @Override
  public int hashCode() {
    return 31 * module.hashCode() + version.hashCode();
  }

  /** For example {@code showwise 1.0}. */
  @Override
  public String toString() {
    return module + " " + version;
  }
}
