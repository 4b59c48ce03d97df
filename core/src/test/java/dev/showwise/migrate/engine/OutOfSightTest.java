package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.ServerSessions;
import dev.showwise.migrate.spi.SessionIdentity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Two processes that cannot see each other's sessions, as on two nodes of a cluster: signs of life in the
 * history tell one that is at work from one that is gone.
 */
class OutOfSightTest extends H2Case {
  private static final Duration LEASE = Duration.ofSeconds(2);

  private MigrationEngine on(String node, Duration patience, TestMigration migration)
      throws SQLException {
    ServerSessions real = dialect.sessions().orElseThrow();
    ServerSessions sessions = mock(ServerSessions.class, delegatesTo(real));
    doAnswer(call -> new SessionIdentity(
            node, real.identify(call.getArgument(0)).session(), SessionIdentity.Topology.CLUSTER))
        .when(sessions)
        .identify(any(Connection.class));
    doReturn("CAST(NULL AS BOOLEAN)").when(sessions).isShown(anyString(), anyString());
    Dialect blind = mock(Dialect.class, delegatesTo(dialect));
    doReturn(Optional.of(sessions)).when(blind).sessions();
    return MigrationEngine.builder(database.dataSource())
        .migrations(migration)
        .dialect(blind)
        .lockTimeout(patience)
        .lease(LEASE)
        .build();
  }

  @Test
  void one_that_is_at_work_for_longer_than_a_lease_is_not_overtaken() throws Exception {
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    MigrationEngine first =
        on("node A", Duration.ofSeconds(30), TestMigration.of("1", "seats", context -> {
          context.execute("CREATE TABLE seat (id INTEGER)");
          atWork.countDown();
          try {
            assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new SQLException(e);
          }
          context.execute("INSERT INTO seat VALUES (1)");
        }));
    CompletableFuture<Outcome> outcome =
        CompletableFuture.supplyAsync(() -> first.migrate().outcome());
    assertThat(atWork.await(60, TimeUnit.SECONDS)).isTrue();

    assertThatThrownBy(
            on("node B", LEASE.multipliedBy(2), TestMigration.sql("1", "seats"))::migrate)
        .isInstanceOf(MigrationException.LockTimeout.class)
        .hasMessageContaining("is still at work, or cannot be seen");

    goOn.countDown();
    assertThat(outcome.get(60, TimeUnit.SECONDS)).isEqualTo(Outcome.MIGRATED);
    assertThat(database.allEvents())
        .containsExactly("seats STARTED", "seats STEP", "seats STEP", "seats APPLIED");
  }

  @Test
  void one_that_gave_signs_of_life_is_overtaken_after_a_lease_without_any_and_not_before()
      throws Exception {
    TestMigration seats = TestMigration.sql(
            "1", "seats", "CREATE TABLE IF NOT EXISTS seat (id INTEGER)")
        .options(ExecutionOptions.DEFAULT.safeToRepeat());
    on("node A", LEASE, seats).migrate();
    database.execute("DELETE FROM migration_history WHERE event = 'APPLIED'");
    assertThat(database.value("SELECT SUM(beat) FROM migration_history")).isNotEqualTo("0");

    long start = System.nanoTime();
    on("node B", Duration.ofMillis(100), seats).migrate();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(LEASE);
    assertThat(database.allEvents())
        .containsExactly(
            "seats STARTED",
            "seats STEP",
            "seats INTERRUPTED",
            "seats STARTED",
            "seats STEP",
            "seats APPLIED");
  }
}
