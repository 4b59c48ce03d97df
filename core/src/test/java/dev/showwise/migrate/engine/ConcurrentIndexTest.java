package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * CREATE INDEX CONCURRENTLY waits for every transaction that was open when it began: one that waits for it
 * in a transaction waits for ever.
 */
class ConcurrentIndexTest extends PostgresCase {
  private static final TestMigration INDEX = TestMigration.of("1", "index", context -> {
        context.execute("CREATE INDEX CONCURRENTLY seat_price ON seat (price)");
      })
      .options(
          ExecutionOptions.DEFAULT.outsideTransaction().waitingForLocks(Duration.ofSeconds(60), 1));
  private static final TestMigration NEXT =
      TestMigration.sql("2", "next", "ALTER TABLE seat ADD COLUMN row_number INTEGER");

  private EngineBuilder builder(TestMigration... migrations) {
    return MigrationEngine.builder(own.dataSource()).migrations(migrations);
  }

  @Test
  void ends_while_other_replicas_wait_and_no_index_is_left_invalid() throws Exception {
    database().execute("CREATE TABLE seat (id INTEGER, price INTEGER)");
    CountDownLatch othersWait = new CountDownLatch(2);
    ExecutorService replicas = Executors.newFixedThreadPool(3);
    try (Connection application = database().dataSource().getConnection();
        Statement statement = application.createStatement()) {
      application.setAutoCommit(false);
      statement.executeUpdate("INSERT INTO seat VALUES (1, 10)");
      List<Future<MigrationReport>> runs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        MigrationListener listener = new MigrationListener() {
          @Override
          public void waiting(String forWhat, Duration waited) {
            if (forWhat.contains("test:index (1)")) {
              othersWait.countDown();
            }
          }
        };
        runs.add(replicas.submit(
            () -> builder(INDEX, NEXT).listener(listener).build().migrate()));
      }
      assertThat(othersWait.await(60, TimeUnit.SECONDS)).isTrue();
      application.commit();

      int completed = 0;
      for (Future<MigrationReport> run : runs) {
        completed += run.get(60, TimeUnit.SECONDS).completed().size();
      }
      assertThat(completed).isEqualTo(2);
    } finally {
      replicas.shutdownNow();
    }
    assertThat(database().events()).containsExactly("index APPLIED", "next APPLIED");
    assertThat(database().rows("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid"))
        .isEmpty();
  }

  @Test
  void one_that_fails_says_that_it_left_an_invalid_index_and_blocks_its_module() {
    database()
        .execute(
            "CREATE TABLE seat (id INTEGER, price INTEGER)",
            "INSERT INTO seat VALUES (1, 10), (2, 10)");
    TestMigration unique = TestMigration.sql(
            "1", "index", "CREATE UNIQUE INDEX CONCURRENTLY seat_price ON seat (price)")
        .options(ExecutionOptions.DEFAULT.outsideTransaction());

    assertThatThrownBy(builder(unique).build()::migrate)
        .isInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining("could not create unique index")
        .hasMessageNotContaining("(10)")
        .hasMessageContaining("is still there");

    assertThatThrownBy(builder(unique).build()::migrate)
        .isInstanceOf(MigrationException.Refused.class)
        .hasMessageContaining("test:index (1) is failed from an earlier attempt");
    TestMigration lenient = TestMigration.sql(
            "1", "index", "CREATE INDEX CONCURRENTLY IF NOT EXISTS seat_price ON seat (price)")
        .options(ExecutionOptions.DEFAULT.outsideTransaction().safeToRepeat());
    assertThatThrownBy(builder(lenient).build()::migrate)
        .isInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining("index seat_price is there and invalid")
        .hasMessageContaining("DROP INDEX CONCURRENTLY seat_price");
    database().execute("DROP INDEX seat_price");
    assertThat(builder(lenient).build().migrate().completed()).hasSize(1);
  }
}
