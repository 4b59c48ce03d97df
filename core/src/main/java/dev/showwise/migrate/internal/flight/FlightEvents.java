package dev.showwise.migrate.internal.flight;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Failure;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Tells Flight Recorder what a run does. Free of cost where nothing is to be done: no class of {@code
 * jdk.jfr} is loaded before the first event, and none at all where the JDK has no such module.
 */
public final class FlightEvents implements MigrationListener {
  // a run that ends without having told how leaves its own behind
  private final Map<Thread, RunningMigration> running =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Asked once; a program made with jlink may have no Flight Recorder. */
  private static final class Recorder {
    static final boolean IS_THERE = ModuleLayer.boot()
        .findModule("jdk.jfr")
        .filter(FlightEvents.class.getModule()::canRead)
        .isPresent();
  }

  @Override
  public void started(MigrationLabel migration, Direction direction) {
    if (Recorder.IS_THERE) {
      running.put(Thread.currentThread(), RunningMigration.begin(migration, direction));
    }
  }

  @Override
  public void completed(Completed completed) {
    end(completed.event().name(), completed.steps().size(), "");
  }

  @Override
  public void failed(Failure failure) {
    end("FAILED", 0, failure.sqlState());
  }

  private void end(String outcome, int steps, String sqlState) {
    Optional.ofNullable(running.remove(Thread.currentThread()))
        .ifPresent(begun -> begun.end(outcome, steps, sqlState));
  }

  @Override
  public void backedUp(Backup backup) {
    if (Recorder.IS_THERE) {
      BackupEvent.tell(backup);
    }
  }

  @Override
  public void waiting(String forWhat, Duration waited) {
    if (Recorder.IS_THERE) {
      WaitEvent.tell(forWhat, waited);
    }
  }
}
