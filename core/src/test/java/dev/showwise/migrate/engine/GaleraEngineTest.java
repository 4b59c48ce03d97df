package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.internal.dialect.MariaDbDialect;
import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.servers.GaleraCluster;
import java.sql.Connection;
import java.sql.Statement;
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
}
