package dev.showwise.migrate.internal.guard;

import dev.showwise.migrate.MigrationLabel;

/** Hears which statements authors send. */
@FunctionalInterface
public interface Recorder {
  /** Hears nothing. */
  Recorder NONE = (migration, gate) -> gate;

  /**
   * The gate for one call of an author; what is sent through it is heard.
   *
   * @param migration whose statements they are; what an earlier call for it sent was undone
   * @param gate where they go on
   */
  StatementGate around(MigrationLabel migration, StatementGate gate);
}
