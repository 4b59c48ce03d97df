package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Completed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many at once. */
interface ConcurrencyContract extends EngineCase {
  @Test
  default void many_at_once_apply_each_migration_exactly_once() throws Exception {
    int runners = 12;
    Migration[] migrations = IntStream.rangeClosed(1, 10)
        .mapToObj(i -> TestMigration.sql(
            Integer.toString(i),
            "m" + i,
            "CREATE TABLE t" + i + " (id INTEGER)",
            "INSERT INTO t" + i + " VALUES (1)"))
        .toArray(Migration[]::new);
    ExecutorService pool = Executors.newFixedThreadPool(runners);
    try {
      List<Callable<MigrationReport>> calls = new ArrayList<>();
      for (int i = 0; i < runners; i++) {
        calls.add(() -> engine(migrations).migrate());
      }
      List<Completed> all = new ArrayList<>();
      for (Future<MigrationReport> future : pool.invokeAll(calls)) {
        all.addAll(future.get().completed());
      }
      assertThat(all).hasSize(10);
    } finally {
      pool.shutdownNow();
    }
    assertThat(events()).hasSize(10);
    assertThat(engine(migrations).verify().isWell()).isTrue();
    assertThat(IntStream.rangeClosed(1, 10)
            .mapToObj(i -> database().value("SELECT COUNT(*) FROM t" + i)))
        .containsOnly("1");
  }
}
