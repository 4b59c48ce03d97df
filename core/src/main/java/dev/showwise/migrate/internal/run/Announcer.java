package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.Cancellation;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.internal.secrecy.Credentials;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes events on to the application's listener and leaves the few lines in its log that people look
 * for afterwards: what was done, what failed, what was waited for. All under one name, so that they
 * can be silenced together; and none at all when there is nothing to do.
 */
public final class Announcer implements MigrationListener {
  private final MigrationListener listener;

  /** Passes on to {@code listener}. */
  public Announcer(MigrationListener listener) {
    this.listener = listener;
  }

  /** Loaded at the first line: a start with nothing to do does not pay for a logging framework. */
  private static final class Log {
    static final Logger LOGGER = LoggerFactory.getLogger("dev.showwise.migrate");
  }

  @Override
  public void planned(Plan plan) {
    listener.planned(plan);
  }

  @Override
  public void backedUp(Backup backup) {
    Log.LOGGER.info(
        "Backup {} ({} bytes; {})",
        backup.file(),
        backup.bytes(),
        backup.check().words());
    listener.backedUp(backup);
  }

  @Override
  public void started(MigrationLabel migration, Direction direction) {
    listener.started(migration, direction);
  }

  @Override
  public void running(MigrationLabel migration, Cancellation cancellation) {
    listener.running(migration, cancellation);
  }

  @Override
  public void step(MigrationLabel migration, String message) {
    listener.step(migration, message);
  }

  @Override
  public void completed(Completed completed) {
    Log.LOGGER.info(
        "{} {} in {} ms",
        completed.migration(),
        completed.event().name().toLowerCase(Locale.ROOT),
        completed.duration().toMillis());
    listener.completed(completed);
  }

  @Override
  public void failed(Failure failure) {
    Log.LOGGER.error("{} failed: {}", failure.migration(), failure.message());
    listener.failed(failure);
  }

  @Override
  public void waiting(String forWhat, Duration waited) {
    Log.LOGGER.info("Waiting for {} ({} s so far)", forWhat, waited.toSeconds());
    listener.waiting(forWhat, waited);
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
