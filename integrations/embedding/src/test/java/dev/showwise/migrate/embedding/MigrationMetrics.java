package dev.showwise.migrate.embedding;

import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import io.micrometer.core.instrument.MeterRegistry;

/** Metrics, as docs/embedding.md shows them. */
record MigrationMetrics(MeterRegistry registry) implements MigrationListener {
  @Override
  public void completed(MigrationReport.Completed completed) {
    registry.timer("migrations", "event", completed.event().name()).record(completed.duration());
  }

  @Override
  public void failed(MigrationReport.Failure failure) {
    registry.counter("migrations.failed").increment();
  }
}
