package dev.showwise.migrate.embedding;

import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Plan;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Progress, as docs/embedding.md shows it. */
final class StartupProgress implements MigrationListener {
  private final AtomicInteger left = new AtomicInteger();
  private final Consumer<String> screen;

  StartupProgress(Consumer<String> screen) {
    this.screen = screen;
  }

  @Override
  public void planned(Plan plan) {
    left.set(plan.steps().size());
  }

  @Override
  public void started(MigrationLabel migration, Direction direction) {
    screen.accept(left.get() + " to go: " + migration);
  }

  @Override
  public void completed(MigrationReport.Completed completed) {
    left.decrementAndGet();
  }

  @Override
  public void waiting(String forWhat, Duration waited) {
    screen.accept("waiting for " + forWhat);
  }
}
