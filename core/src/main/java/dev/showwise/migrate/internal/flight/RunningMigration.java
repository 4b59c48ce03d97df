package dev.showwise.migrate.internal.flight;

import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.MigrationLabel;

/** A migration that has begun. Apart from {@link FlightEvents}, so that its event is loaded when it is needed. */
final class RunningMigration {
  private final MigrationEvent event = new MigrationEvent();

  private RunningMigration(MigrationLabel migration, Direction direction) {
    event.migration = migration.toString();
    event.direction = direction.name();
    event.begin();
  }

  static RunningMigration begin(MigrationLabel migration, Direction direction) {
    return new RunningMigration(migration, direction);
  }

  void end(String outcome, int steps, String sqlState) {
    event.outcome = outcome;
    event.steps = steps;
    event.sqlState = sqlState;
    event.commit();
  }
}
