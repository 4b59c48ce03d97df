package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.internal.dialect.MariaDbDialect;
import dev.showwise.migrate.servers.GaleraCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node of the cluster that goes away in the middle of a run, with the run's session. */
@Tag("cluster")
class GaleraNodeLossTest {
  private static final Duration LEASE = Duration.ofSeconds(4);

  private GaleraCluster cluster;

  @BeforeEach
  void startCluster() {
    var reason = GaleraCluster.unavailableBecause();
    Assumptions.assumeTrue(reason.isEmpty(), () -> reason.orElseThrow());
    cluster = GaleraCluster.own();
  }

  @AfterEach
  void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private MigrationEngine engine(int node, String database, TestMigration... migrations) {
    return MigrationEngine.builder(cluster.dataSource(node, database))
        .migrations(migrations)
        .lease(LEASE)
        .build();
  }

  private static TestMigration seats(String version, String table, TestMigration.Body inTheMiddle) {
    return TestMigration.of(version, table, context -> {
          context.execute("CREATE TABLE IF NOT EXISTS " + table + " (id INTEGER PRIMARY KEY)");
          inTheMiddle.run(context);
          context.execute("INSERT IGNORE INTO " + table + " VALUES (1)");
        })
        .options(ExecutionOptions.DEFAULT.safeToRepeat());
  }

  @Test
  void the_run_on_it_fails_and_one_on_another_node_goes_on_after_the_lease() {
    String name = cluster.newDatabase().name();
    TestMigration before = seats("1", "before_it", context -> {});
    TestMigration during = seats("2", "during_it", context -> cluster.crash(1));
    TestMigration after = seats("3", "after_it", context -> {});

    MigrationException failed = org.assertj.core.api.Assertions.catchThrowableOfType(
        MigrationException.class, engine(1, name, before, during, after)::migrate);

    assertThat(failed).hasMessageContaining("test:during_it (2) failed");
    assertThat(failed.report().orElseThrow().completed())
        .extracting(done -> done.migration().name())
        .containsExactly("before_it");
    cluster.awaitSettled();
    TestMigration again = seats("2", "during_it", context -> {});
    MigrationEngine other = engine(0, name, before, again, after);
    MigrationReport report = other.migrate();
    assertThat(report.completed())
        .extracting(done -> done.migration().name())
        .containsExactly("during_it", "after_it");
    TestDatabase database =
        new TestDatabase(cluster.dataSource(2, name), new MariaDbDialect(), "", "");
    assertThat(database.events())
        .containsExactly(
            "before_it APPLIED", "during_it INTERRUPTED", "during_it APPLIED", "after_it APPLIED");
    for (String table : List.of("before_it", "during_it", "after_it")) {
      assertThat(database.rows("SELECT id FROM " + table)).containsExactly("1");
    }
    assertThat(other.verify().problems()).isEmpty();

    cluster.restart(1);
    MigrationEngine back = engine(1, name, before, again, after);
    assertThat(back.migrate().outcome()).isEqualTo(MigrationReport.Outcome.NOTHING_TO_DO);
    assertThat(back.verify().problems()).isEmpty();
  }
}
