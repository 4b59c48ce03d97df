package dev.showwise.migrate.internal.flight;

import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.MigrationLabel;

/** A migration that has begun. Apart from {@link FlightEvents}, so that its event is loaded when it is needed. */
final class RunningMigration {
  private final MigrationEvent event = new MigrationEvent();
  private boolean runs;
  private boolean over;

  private RunningMigration() {
    event.begin();
  }

  static RunningMigration begin() {
    return new RunningMigration();
  }

  void inDirection(Direction direction) {
    event.direction = direction.name();
  }

  /** Its code runs. */
  void runs() {
    runs = true;
  }

  boolean isRun() {
    return runs;
  }

  /** It lasts no longer than until now, whenever it is told how it ended. */
  void isOver() {
    if (!over) {
      over = true;
      event.end();
    }
  }

  void end(MigrationLabel migration, String outcome, int steps, String sqlState) {
    isOver();
    event.migration = migration.toString();
    event.outcome = outcome;
    event.steps = steps;
    event.sqlState = sqlState;
    event.commit();
  }
}
