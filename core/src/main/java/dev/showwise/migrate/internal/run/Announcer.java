package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.Cancellation;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.internal.flight.FlightEvents;
import dev.showwise.migrate.internal.secrecy.Credentials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes events on to Flight Recorder and the application's listeners, and leaves the few lines in its
 * log that people look for afterwards: what was done, what failed, what was waited for. All under one name, so that they
 * can be silenced together; and none at all when there is nothing to do.
 */
public final class Announcer implements MigrationListener {
  private final List<MigrationListener> listeners;

  /** Passes on to each of {@code listeners}, in their order. */
  public Announcer(List<MigrationListener> listeners) {
    // Flight Recorder first: what an application's listener throws must not keep an event from it
    List<MigrationListener> all = new ArrayList<>();
    all.add(new FlightEvents());
    all.addAll(listeners);
    this.listeners = List.copyOf(all);
  }

  /** Loaded at the first line: a start with nothing to do does not pay for a logging framework. */
  private static final class Log {
    static final Logger LOGGER = LoggerFactory.getLogger("dev.showwise.migrate");
  }

  @Override
  public void planned(Plan plan) {
    listeners.forEach(listener -> listener.planned(plan));
  }

  @Override
  public void backedUp(Backup backup) {
    Log.LOGGER.info(
        "Backup {} ({} bytes; {})",
        backup.file(),
        backup.bytes(),
        backup.check().words());
    listeners.forEach(listener -> listener.backedUp(backup));
  }

  @Override
  public void started(MigrationLabel migration, Direction direction) {
    listeners.forEach(listener -> listener.started(migration, direction));
  }

  @Override
  public void running(MigrationLabel migration, Cancellation cancellation) {
    listeners.forEach(listener -> listener.running(migration, cancellation));
  }

  @Override
  public void step(MigrationLabel migration, String message) {
    listeners.forEach(listener -> listener.step(migration, message));
  }

  @Override
  public void completed(Completed completed) {
    Log.LOGGER.info(
        "{} {} in {} ms",
        completed.migration(),
        completed.event().name().toLowerCase(Locale.ROOT),
        completed.duration().toMillis());
    listeners.forEach(listener -> listener.completed(completed));
  }

  @Override
  public void failed(Failure failure) {
    Log.LOGGER.error("{} failed: {}", failure.migration(), failure.message());
    listeners.forEach(listener -> listener.failed(failure));
  }

  @Override
  public void waiting(String forWhat, Duration waited) {
    Log.LOGGER.info("Waiting for {} ({} s so far)", forWhat, waited.toSeconds());
    listeners.forEach(listener -> listener.waiting(forWhat, waited));
  }

  /** A connection could not be given back as it came, and was ended instead. */
  static void connectionEnded(Throwable reason) {
    Log.LOGGER.warn(
        "A connection could not be brought back to the state in which it came, and was closed for"
            + " good: {}",
        Credentials.removedFromText(String.valueOf(reason.getMessage())));
  }

  /** A claim could not be renewed on a connection of its own. */
  static void beatMissed(Throwable reason) {
    Log.LOGGER.warn(
        "A sign of life for other nodes of the cluster could not be given: {}",
        Credentials.removedFromText(String.valueOf(reason.getMessage())));
  }
}
