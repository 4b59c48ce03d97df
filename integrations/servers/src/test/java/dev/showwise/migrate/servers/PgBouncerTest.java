package dev.showwise.migrate.servers;

import static dev.showwise.migrate.servers.DatabaseServerContract.execute;
import static dev.showwise.migrate.servers.DatabaseServerContract.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
final class PgBouncerTest {
  private static final String SESSION = "SELECT pg_backend_pid()";

  private final EmbeddedServer postgres = EmbeddedServer.shared(ServerKind.POSTGRESQL);

  @BeforeEach
  void skipWhereItCannotRun() {
    assumeThat(PgBouncer.unavailableBecause()).isEmpty();
    assumeThat(postgres.unavailableBecause()).isEmpty();
  }

  @Test
  void is_a_way_to_every_database_of_the_server() throws Exception {
    try (TestDatabase database = postgres.newDatabase();
        PgBouncer pooler =
            Timing.of("PgBouncer", "start", () -> PgBouncer.inFrontOf(postgres, 2))) {
      try (Connection connection = database.connect()) {
        execute(connection, "CREATE TABLE seat (id INT PRIMARY KEY)");
      }
      try (Connection connection = pooler.dataSource(database.name()).getConnection()) {
        assertThat(number(connection, "SELECT COUNT(*) FROM seat")).isZero();
      }
    }
  }

  @Test
  void two_statements_outside_a_transaction_may_meet_two_sessions() throws SQLException {
    try (TestDatabase database = postgres.newDatabase();
        PgBouncer pooler = PgBouncer.inFrontOf(postgres, 2, "server_round_robin=1");
        Connection connection = pooler.dataSource(database.name()).getConnection()) {
      openTwoSessions(pooler, database);

      assertThat(number(connection, SESSION)).isNotEqualTo(number(connection, SESSION));
    }
  }

  @Test
  void what_a_session_holds_is_not_the_clients() throws SQLException {
    try (TestDatabase database = postgres.newDatabase();
        PgBouncer pooler = PgBouncer.inFrontOf(postgres, 2, "server_round_robin=1");
        Connection connection = pooler.dataSource(database.name()).getConnection()) {
      openTwoSessions(pooler, database);

      assertThat(number(connection, "SELECT pg_try_advisory_lock(7)::int")).isEqualTo(1);
      assertThat(number(connection, "SELECT pg_try_advisory_lock(7)::int")).isZero();
    }
  }

  @Test
  void a_transaction_stays_in_its_session() throws SQLException {
    try (TestDatabase database = postgres.newDatabase();
        PgBouncer pooler = PgBouncer.inFrontOf(postgres, 2, "server_round_robin=1");
        Connection connection = pooler.dataSource(database.name()).getConnection()) {
      openTwoSessions(pooler, database);

      connection.setAutoCommit(false);
      assertThat(number(connection, SESSION)).isEqualTo(number(connection, SESSION));
      connection.commit();
    }
  }

  @Test
  void opens_no_more_sessions_than_it_may() throws SQLException {
    try (TestDatabase database = postgres.newDatabase();
        PgBouncer pooler = PgBouncer.inFrontOf(postgres, 1);
        Connection one = pooler.dataSource(database.name()).getConnection();
        Connection other = pooler.dataSource(database.name()).getConnection()) {
      assertThat(number(one, SESSION)).isEqualTo(number(other, SESSION));
    }
  }

  @Test
  void the_same_statement_may_be_prepared_any_number_of_times() throws SQLException {
    try (TestDatabase database = postgres.newDatabase();
        PgBouncer pooler = PgBouncer.inFrontOf(postgres, 2, "server_round_robin=1");
        Connection connection = pooler.dataSource(database.name()).getConnection()) {
      openTwoSessions(pooler, database);

      // the driver would keep it on the server from the fifth on
      try (var statement = connection.prepareStatement("SELECT ?::int")) {
        for (int i = 0; i < 12; i++) {
          statement.setInt(1, i);
          try (var result = statement.executeQuery()) {
            assertThat(result.next()).isTrue();
            assertThat(result.getInt(1)).isEqualTo(i);
          }
        }
      }
    }
  }

  @Test
  void is_gone_when_it_is_closed_and_the_server_is_not() throws SQLException {
    try (TestDatabase database = postgres.newDatabase()) {
      var pooler = PgBouncer.inFrontOf(postgres, 1);
      try (pooler;
          Connection connection = pooler.dataSource(database.name()).getConnection()) {
        pooler.close();
        assertThatThrownBy(() -> number(connection, SESSION)).isInstanceOf(SQLException.class);
      }
      assertThatThrownBy(() -> pooler.dataSource(database.name()).getConnection())
          .isInstanceOf(SQLException.class);
      try (Connection connection = database.connect()) {
        assertThat(connection.isValid(5)).isTrue();
      }
    }
  }

  @Test
  void a_setting_that_it_does_not_know_is_reported_with_its_log() {
    assertThatThrownBy(() -> PgBouncer.inFrontOf(postgres, 1, "pool_mode=no_such_mode"))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("could not be started")
        .hasMessageContaining("no_such_mode");
  }

  @Test
  void other_servers_are_refused() {
    EmbeddedServer other = EmbeddedServer.shared(ServerKind.MARIADB);
    assertThatThrownBy(() -> PgBouncer.inFrontOf(other, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not MariaDB");
  }

  /** Has the pool hold two sessions, both idle afterwards. */
  private static void openTwoSessions(PgBouncer pooler, TestDatabase database) throws SQLException {
    try (Connection one = pooler.dataSource(database.name()).getConnection();
        Connection other = pooler.dataSource(database.name()).getConnection()) {
      one.setAutoCommit(false);
      other.setAutoCommit(false);
      assertThat(number(one, SESSION)).isNotEqualTo(number(other, SESSION));
      one.commit();
      other.commit();
    }
  }
}
