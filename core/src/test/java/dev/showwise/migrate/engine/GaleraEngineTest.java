package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.internal.dialect.MariaDbDialect;
import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.servers.GaleraCluster;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract on a Galera cluster of three nodes; other processes are on other nodes. */
@Tag("cluster")
class GaleraEngineTest extends ServerEngineTest
    implements RecordsKilledContract,
        ReplicasContract,
        StoppedProcessContract,
        LostConnectionContract {
  GaleraEngineTest() {
    super(new MariaDbDialect());
  }

  @Override
  DatabaseServer server() {
    var reason = GaleraCluster.unavailableBecause();
    Assumptions.assumeTrue(reason.isEmpty(), () -> reason.orElseThrow());
    return GaleraCluster.shared().node(0);
  }

  @Override
  public String urlOfReplica(int n) {
    GaleraCluster cluster = GaleraCluster.shared();
    return cluster.jdbcUrl(n % cluster.size(), databaseName());
  }

  @Override
  public String urlOfOthers() {
    return urlOfReplica(1);
  }

  @Override
  public String identity() {
    return "INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY";
  }

  @Override
  public String killOwnSession() {
    return "CONCAT('KILL ', CONNECTION_ID())";
  }

  @Override
  public String foreignKeyMessage() {
    return "a foreign key constraint fails";
  }

  @Test
  void a_change_does_not_wait_since_the_cluster_rolls_back_what_is_in_its_way() throws Exception {
    database().execute("CREATE TABLE seat (id INTEGER)");
    try (Connection application = database().dataSource().getConnection();
        Statement statement = application.createStatement()) {
      application.setAutoCommit(false);
      statement.executeUpdate("INSERT INTO seat VALUES (1)");

      engine(TestMigration.sql("1", "change", "ALTER TABLE seat ADD COLUMN price INTEGER"))
          .migrate();

      assertThatThrownBy(application::commit).hasMessageContaining("Deadlock");
    }
    assertThat(events()).containsExactly("change APPLIED");
    assertThat(database().rows("SELECT id FROM seat")).isEmpty();
  }

  @Test
  void a_long_change_keeps_the_whole_cluster_waiting_and_is_not_taken_for_the_end_of_its_process()
      throws Exception {
    Duration lease = Duration.ofSeconds(2);
    database().execute("CREATE TABLE big (id INTEGER PRIMARY KEY, pad CHAR(200) NOT NULL)");
    for (int i = 0; i < 20; i++) {
      int from = i * 50_000 + 1;
      database()
          .execute("INSERT INTO big SELECT seq, REPEAT('x', 200) FROM seq_" + from + "_to_"
              + (from + 49_999));
    }
    TestMigration change = TestMigration.of("1", "change", context -> {
      long start = System.nanoTime();
      for (int i = 1; System.nanoTime() - start < lease.multipliedBy(3).toNanos(); i++) {
        context.execute("ALTER TABLE big ADD COLUMN c" + i + " INTEGER, ALGORITHM=COPY");
      }
    });
    ExecutorService elsewhere = Executors.newSingleThreadExecutor();
    try {
      CountDownLatch begun = new CountDownLatch(1);
      Future<MigrationReport> owner = elsewhere.submit(() -> builder(
              GaleraCluster.shared().dataSource(1, databaseName()), change)
          .lease(lease)
          .listener(new MigrationListener() {
            @Override
            public void started(MigrationLabel migration, Direction direction) {
              begun.countDown();
            }
          })
          .build()
          .migrate());
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

      MigrationReport waiting =
          builder(database().dataSource(), change).lease(lease).build().migrate();

      assertThat(waiting.completed()).isEmpty();
      assertThat(names(owner.get(60, TimeUnit.SECONDS))).containsExactly("change APPLIED");
    } finally {
      elsewhere.shutdownNow();
    }
    assertThat(events()).containsExactly("change APPLIED");
  }

  /** It hands out one connection, and lets whoever asks for another wait. */
  private static DataSource poolOfOne(DataSource real) {
    Semaphore free = new Semaphore(1);
    return (DataSource) Proxy.newProxyInstance(
        GaleraEngineTest.class.getClassLoader(),
        new Class<?>[] {DataSource.class},
        (source, method, arguments) -> {
          free.acquire();
          Connection connection = real.getConnection();
          return Proxy.newProxyInstance(
              GaleraEngineTest.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, call, values) -> {
                if (call.getName().equals("close")) {
                  free.release();
                }
                return call.invoke(connection, values);
              });
        });
  }

  @Test
  void a_pool_of_one_connection_is_enough() {
    DataSource pool = poolOfOne(database().dataSource());

    assertThat(names(builder(pool, Crew.people(), Crew.badges()).build().migrate()))
        .containsExactly("people APPLIED", "badges APPLIED");
    assertThat(builder(pool, Crew.people(), Crew.badges()).build().verify().problems())
        .isEmpty();
  }
}
