package dev.showwise.migrate.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
final class GaleraClusterTest extends DatabaseServerContract {
  @Override
  DatabaseServer server() {
    return GaleraCluster.shared().node(1);
  }

  @Test
  void what_one_node_commits_the_others_read() throws SQLException {
    GaleraCluster cluster = GaleraCluster.shared();
    try (TestDatabase database = cluster.newDatabase()) {
      try (Connection connection = database.connect()) {
        execute(connection, "CREATE TABLE seat (id INT PRIMARY KEY)");
        execute(connection, "INSERT INTO seat VALUES (1)");
      }
      for (int node = 0; node < cluster.size(); node++) {
        try (Connection connection = inStep(cluster, node, database)) {
          assertThat(number(connection, "SELECT COUNT(*) FROM seat"))
              .as("node %d", node)
              .isEqualTo(1);
        }
      }
    }
  }

  @Test
  void a_new_database_is_on_every_node_at_once() throws SQLException {
    GaleraCluster cluster = GaleraCluster.shared();
    try (TestDatabase database = cluster.node(2).newDatabase()) {
      assertThat(database.jdbcUrl()).isEqualTo(cluster.jdbcUrl(2, database.name()));
      for (int node = 0; node < cluster.size(); node++) {
        try (Connection connection = cluster.dataSource(node, database.name()).getConnection()) {
          assertThat(connection.getCatalog()).isEqualTo(database.name());
        }
      }
    }
  }

  @Test
  void nodes_are_servers_of_their_own_in_one_cluster() throws SQLException {
    GaleraCluster cluster = GaleraCluster.shared();
    for (int node = 0; node < cluster.size(); node++) {
      try (Connection connection = cluster.dataSource(node, "mysql").getConnection()) {
        assertThat(text(connection, "SELECT @@wsrep_node_name")).isEqualTo("node-" + node);
        assertThat(cluster.jdbcUrl(node, "x"))
            .contains(":" + number(connection, "SELECT @@port") + "/");
        assertThat(status(connection, "wsrep_cluster_size")).isEqualTo("3");
        assertThat(status(connection, "wsrep_local_state_comment")).isEqualTo("Synced");
      }
    }
  }

  @Test
  void a_lock_by_name_does_not_cross_nodes() throws SQLException {
    GaleraCluster cluster = GaleraCluster.shared();
    try (TestDatabase database = cluster.newDatabase();
        Connection one = cluster.dataSource(0, database.name()).getConnection();
        Connection same = cluster.dataSource(0, database.name()).getConnection();
        Connection other = cluster.dataSource(1, database.name()).getConnection()) {
      assertThat(number(one, "SELECT GET_LOCK('stage', 0)")).isEqualTo(1);
      assertThat(number(same, "SELECT GET_LOCK('stage', 0)")).isZero();
      assertThat(number(other, "SELECT GET_LOCK('stage', 0)")).isEqualTo(1);
    }
  }

  @Test
  void of_two_nodes_that_change_a_row_at_once_one_is_refused() throws SQLException {
    GaleraCluster cluster = GaleraCluster.shared();
    try (TestDatabase database = cluster.newDatabase();
        Connection one = cluster.dataSource(0, database.name()).getConnection();
        Connection other = cluster.dataSource(1, database.name()).getConnection()) {
      execute(one, "CREATE TABLE seat (id INT PRIMARY KEY, taken INT)");
      execute(one, "INSERT INTO seat VALUES (1, 0)");
      execute(other, "SET SESSION wsrep_sync_wait = 1");
      assertThat(number(other, "SELECT COUNT(*) FROM seat")).isEqualTo(1);
      one.setAutoCommit(false);
      other.setAutoCommit(false);
      execute(one, "UPDATE seat SET taken = 1");
      execute(other, "UPDATE seat SET taken = 2");

      other.commit();

      assertThatThrownBy(one::commit)
          .isInstanceOfSatisfying(
              SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("40001"));
    }
  }

  @Test
  void one_cluster_is_shared_by_the_tests_of_a_jvm() {
    GaleraCluster cluster = GaleraCluster.shared();
    assertThat(GaleraCluster.shared()).isSameAs(cluster);
    assertThatThrownBy(cluster::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("take one of your own");
    assertThatThrownBy(() -> cluster.crash(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> cluster.stop(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> cluster.restart(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> cluster.pid(3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("nodes 0 to 2");
  }

  @Test
  void a_node_that_crashed_or_was_stopped_is_left_out_and_rejoins() throws Exception {
    var cluster = GaleraCluster.own();
    try (cluster) {
      TestDatabase database = timed("start, 3 nodes", cluster::newDatabase);
      try (Connection connection = database.connect()) {
        execute(connection, "CREATE TABLE seat (id INT PRIMARY KEY)");

        long pid = cluster.pid(2);
        cluster.crash(2);
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThatThrownBy(() -> cluster.pid(2)).isInstanceOf(ServerException.class);
        timed("crash noticed", () -> {
          cluster.awaitSettled();
          return "";
        });
        assertThat(status(connection, "wsrep_cluster_size")).isEqualTo("2");
        execute(connection, "INSERT INTO seat VALUES (1)");
      }
      timed("rejoin after crash", () -> {
        cluster.restart(2);
        return "";
      });
      try (Connection connection = inStep(cluster, 2, database)) {
        assertThat(status(connection, "wsrep_cluster_size")).isEqualTo("3");
        assertThat(number(connection, "SELECT COUNT(*) FROM seat")).isEqualTo(1);
      }

      // the one that began the cluster is none that the others could not do without
      timed("orderly stop of a node", () -> {
        cluster.stop(0);
        cluster.awaitSettled();
        return "";
      });
      try (Connection connection = inStep(cluster, 1, database)) {
        assertThat(status(connection, "wsrep_cluster_size")).isEqualTo("2");
        execute(connection, "INSERT INTO seat VALUES (2)");
      }
      timed("rejoin after stop", () -> {
        cluster.restart(0);
        return "";
      });
      try (Connection connection = database.connect()) {
        assertThat(number(connection, "SELECT COUNT(*) FROM seat")).isEqualTo(2);
      }
      timed("stop, 3 nodes", () -> {
        cluster.close();
        return "";
      });
      assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
    }
    assertThatThrownBy(cluster::newDatabase)
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("was closed");
  }

  @Test
  void a_cluster_of_which_no_node_is_left_begins_anew_from_the_one_that_is_started_first()
      throws Exception {
    try (var cluster = GaleraCluster.own(1)) {
      TestDatabase database = timed("start, 1 node", cluster::newDatabase);
      try (Connection connection = database.connect()) {
        execute(connection, "CREATE TABLE seat (id INT PRIMARY KEY)");
      }
      cluster.crash(0);
      timed("restart, 1 node", () -> {
        cluster.restart(0);
        return "";
      });
      try (Connection connection = database.connect()) {
        assertThat(number(connection, "SELECT COUNT(*) FROM seat")).isZero();
      }
    }
  }

  @Test
  void a_setting_that_the_nodes_do_not_know_is_reported_with_the_log() {
    try (var cluster = GaleraCluster.own(1, "no-such-setting=1")) {
      assertThatThrownBy(cluster::newDatabase)
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("could not be started")
          .hasMessageContaining("no-such-setting");
    }
  }

  private static <T> T timed(String what, Callable<T> action) throws Exception {
    return Timing.of("Galera", what, action);
  }

  /** A connection that sees all that was committed on other nodes before each of its reads. */
  private static Connection inStep(GaleraCluster cluster, int node, TestDatabase database)
      throws SQLException {
    Connection connection = cluster.dataSource(node, database.name()).getConnection();
    execute(connection, "SET SESSION wsrep_sync_wait = 1");
    return connection;
  }

  private static String status(Connection connection, String variable) throws SQLException {
    return text(
        connection,
        "SELECT variable_value FROM information_schema.global_status WHERE variable_name = '"
            + variable + "'");
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }
}
