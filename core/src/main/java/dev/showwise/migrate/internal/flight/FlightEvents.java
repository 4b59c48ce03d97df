package dev.showwise.migrate.internal.flight;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.Cancellation;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.Plan;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells Flight Recorder what a run does. Free of cost where nothing is to be done: no class of {@code
 * jdk.jfr} is loaded before the first event, and none at all where the JDK has no such module.
 */
public final class FlightEvents implements MigrationListener {
  // a run that ends without having told how leaves its own behind, until the next one on that
  // thread
  private final Map<Thread, OfThread> begun = Collections.synchronizedMap(new WeakHashMap<>());

  /** Asked once; a program made with jlink may have no Flight Recorder. */
  private static final class Recorder {
    static final boolean IS_THERE = ModuleLayer.boot()
        .findModule("jdk.jfr")
        .filter(FlightEvents.class.getModule()::canRead)
        .isPresent();
  }

  @Override
  public void planned(Plan plan) {
    begun.remove(Thread.currentThread());
  }

  /** One that shares a transaction with others is told of when its code has run already. */
  @Override
  public void started(MigrationLabel migration, Direction direction) {
    if (Recorder.IS_THERE) {
      Map<MigrationLabel, RunningMigration> all = ofThread().all;
      RunningMigration known = all.get(migration);
      RunningMigration one = known == null || !known.isRun() ? RunningMigration.begin() : known;
      one.inDirection(direction);
      all.put(migration, one);
    }
  }

  @Override
  public void running(MigrationLabel migration, Cancellation cancellation) {
    if (Recorder.IS_THERE) {
      OfThread own = ofThread();
      RunningMigration known = own.all.get(migration);
      if (own.last != null && own.last != known) {
        // it shares a transaction with this one and is over, though nothing was told of it
        own.last.isOver();
      }
      RunningMigration runs = known == null || known.isRun() ? RunningMigration.begin() : known;
      runs.runs();
      own.all.put(migration, runs);
      own.last = runs;
    }
  }

  private OfThread ofThread() {
    return begun.computeIfAbsent(Thread.currentThread(), thread -> new OfThread());
  }

  /** What one thread has begun and not ended, and which of that ran last. */
  private static final class OfThread {
    private final Map<MigrationLabel, RunningMigration> all = new HashMap<>();
    private @Nullable RunningMigration last;
  }

  @Override
  public void completed(Completed completed) {
    end(completed.migration(), completed.event().name(), completed.steps().size(), "");
  }

  @Override
  public void failed(Failure failure) {
    end(failure.migration(), "FAILED", 0, failure.sqlState());
  }

  private void end(MigrationLabel migration, String outcome, int steps, String sqlState) {
    OfThread own = begun.get(Thread.currentThread());
    if (own != null) {
      Optional.ofNullable(own.all.remove(migration))
          .ifPresent(one -> one.end(migration, outcome, steps, sqlState));
    }
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
