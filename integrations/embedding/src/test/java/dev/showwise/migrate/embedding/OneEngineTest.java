package dev.showwise.migrate.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.faults.CallHook;
import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.faults.WatchedSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;

/** One engine in an application: many threads, and the application's own pool. */
class OneEngineTest {
  private static final int THREADS = 16;

  @TempDir
  Path folder;

  private HikariDataSource pool;

  @BeforeEach
  void openThePool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(Stage.url(folder.resolve("desk.db")));
    config.setMaximumPoolSize(THREADS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(5_000);
    pool = new HikariDataSource(config);
  }

  @AfterEach
  void closeThePool() {
    pool.close();
  }

  @Test
  void sixteen_threads_on_one_engine_apply_each_migration_once() throws Exception {
    MigrationEngine engine = MigrationEngine.builder(pool).build();

    List<MigrationReport> reports = atOnce(engine::migrate);

    assertThat(reports.stream().flatMap(report -> report.completed().stream()))
        .extracting(Completed::migration)
        .hasSize(Stage.MIGRATIONS)
        .doesNotHaveDuplicates();
    assertThat(MigrationEngine.builder(pool).history(100)).hasSize(Stage.MIGRATIONS);
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  @Test
  void sixteen_threads_that_read_and_migrate_get_the_same_answers() throws Exception {
    MigrationEngine engine = MigrationEngine.builder(pool).build();
    engine.migrate();

    List<String> answers = atOnce(() -> engine.list() + "\n" + engine.verify().isWell() + "\n"
        + engine.plan(Target.all()) + "\n" + engine.migrate().outcome());

    assertThat(answers).containsOnly(answers.get(0)).allMatch(a -> a.endsWith("NOTHING_TO_DO"));
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  @Test
  void every_call_gives_back_what_it_took_as_it_came_and_ends_nothing_else() throws Exception {
    pool.setMaximumPoolSize(1);
    Object physical = physicalConnection();
    WatchedSource watched = new WatchedSource(pool, Product.SQLITE, new CallHook() {});
    MigrationEngine engine = MigrationEngine.builder(watched).build();
    List<Callable<?>> calls = List.of(
        engine::migrate,
        engine::migrate,
        engine::list,
        engine::verify,
        () -> engine.plan(Target.all()),
        () -> engine.planRollback(RollbackTarget.last()),
        () -> engine.rollback(RollbackTarget.last(), RollbackConsent.toAnyLoss()),
        () -> engine.rehearse(Target.all()),
        () -> engine.previewSql(Target.all()),
        () -> engine.diagnose("2fa"),
        () -> MigrationEngine.builder(watched).history(10),
        () -> MigrationEngine.describeSchema(watched));

    for (int i = 0; i < calls.size(); i++) {
      int before = watched.connections();
      calls.get(i).call();

      assertThat(watched.connections()).as("call %d", i).isGreaterThan(before);
      assertThat(watched.complaints()).as("call %d", i).isEmpty();
      assertThat(pool.getHikariPoolMXBean().getActiveConnections())
          .as("call %d", i)
          .isZero();
    }
    assertThat(pool.isRunning()).isTrue();
    assertThat(physicalConnection()).isSameAs(physical);
  }

  @Test
  void a_backup_needs_two_connections_at_once_and_gives_both_back() throws Exception {
    WatchedSource watched = new WatchedSource(pool, Product.SQLITE, new CallHook() {});
    MigrationEngine engine = MigrationEngine.builder(watched).build();
    engine.migrate();
    pool.setConnectionTimeout(250);
    List<Connection> lent = new ArrayList<>();
    for (int i = 1; i < THREADS; i++) {
      lent.add(pool.getConnection());
    }
    assertThatThrownBy(engine::backup)
        .isInstanceOf(MigrationException.BackupFailed.class)
        .hasMessageContaining("the data source gave no second connection");

    for (Connection connection : lent) {
      connection.close();
    }
    assertThat(engine.backup().file()).exists();

    assertThat(watched.complaints()).isEmpty();
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  @Test
  void a_call_that_fails_gives_back_what_it_took_too() throws Exception {
    WatchedSource watched = new WatchedSource(pool, Product.SQLITE, new CallHook() {});

    assertThatThrownBy(() -> MigrationEngine.builder(watched)
            .migrations(new FrameworksTest.Fails())
            .build()
            .migrate())
        .isInstanceOf(MigrationException.Failed.class);
    assertThatThrownBy(() -> MigrationEngine.builder(watched)
            .listener(new MigrationListener() {
              @Override
              public void completed(Completed completed) {
                throw new IllegalStateException("a listener's own trouble");
              }
            })
            .build()
            .migrate())
        .hasStackTraceContaining("a listener's own trouble");

    assertThat(watched.complaints()).isEmpty();
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    assertThat(pool.isRunning()).isTrue();
  }

  /** The only one that the pool has while there is no more to do. */
  private Object physicalConnection() throws SQLException {
    assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(1);
    try (Connection connection = pool.getConnection()) {
      return connection.unwrap(SQLiteConnection.class);
    }
  }

  private static <T> List<T> atOnce(Callable<T> call) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        futures.add(threads.submit(() -> {
          start.await();
          return call.call();
        }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
