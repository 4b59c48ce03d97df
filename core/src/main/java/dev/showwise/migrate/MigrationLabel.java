package dev.showwise.migrate;

import java.util.Objects;

/**
 * A migration as reports and messages name it.
 *
 * @param id its identity
 * @param name its name, unique in its module; what people type
 */
public record MigrationLabel(MigrationId id, String name) {
  /** Checks that the parts are there. */
  public MigrationLabel {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
  }

  /** The label of a migration. */
  public static MigrationLabel of(Migration migration) {
    return new MigrationLabel(
        new MigrationId(migration.module(), migration.version()), migration.name());
  }

  /** The name with its module, as it can be typed: {@code showwise:2fa}. */
  public String qualifiedName() {
    return id.module() + ":" + name;
  }

  /** For example {@code showwise:2fa (1.0)}. */
  @Override
  public String toString() {
    return qualifiedName() + " (" + id.version() + ")";
  }
}
