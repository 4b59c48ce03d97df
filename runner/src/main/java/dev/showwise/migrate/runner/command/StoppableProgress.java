package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.Cancellation;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Plan;
import java.time.Duration;

/** Passes everything on, and ends the run between two steps when a signal came. */
final class StoppableProgress implements MigrationListener {
  private final MigrationListener next;
  private final Interruption interruption;
  private final Runnable beforeChanges;

  /**
   * Passes on to {@code next}.
   *
   * @param beforeChanges runs when it is known that something will be changed
   */
  StoppableProgress(MigrationListener next, Interruption interruption, Runnable beforeChanges) {
    this.next = next;
    this.interruption = interruption;
    this.beforeChanges = beforeChanges;
  }

  @Override
  public void planned(Plan plan) {
    beforeChanges.run();
    next.planned(plan);
  }

  @Override
  public void backedUp(Backup backup) {
    interruption.checkpoint();
    next.backedUp(backup);
  }

  @Override
  public void started(MigrationLabel migration, Direction direction) {
    interruption.checkpoint();
    next.started(migration, direction);
  }

  @Override
  public void running(MigrationLabel migration, Cancellation cancellation) {
    interruption.running(cancellation);
    next.running(migration, cancellation);
  }

  @Override
  public void step(MigrationLabel migration, String message) {
    interruption.checkpoint();
    next.step(migration, message);
  }

  /** No checkpoint: it is committed, and must not be taken for failed. */
  @Override
  public void completed(MigrationReport.Completed completed) {
    next.completed(completed);
  }

  @Override
  public void failed(MigrationReport.Failure failure) {
    next.failed(failure);
  }

  @Override
  public void waiting(String forWhat, Duration waited) {
    interruption.checkpoint();
    next.waiting(forWhat, waited);
  }
}
