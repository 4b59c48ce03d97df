package dev.showwise.migrate.examples.twofactor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.servers.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** One database for all tests, emptied for each: to migrate takes longer than most of them. */
@TestInstance(Lifecycle.PER_CLASS)
class TwoFactorOnPostgresTest extends TwoFactorContract {
  private Optional<TestDatabase> database = Optional.empty();

  @BeforeAll
  void makeDatabase() {
    DatabaseServer server = EmbeddedServer.shared(ServerKind.POSTGRESQL);
    Optional<String> reason = server.unavailableBecause();
    assumeTrue(reason.isEmpty(), () -> reason.orElseThrow());
    database = Optional.of(server.newDatabase());
    Database.migrate(source());
  }

  @AfterAll
  void dropDatabase() {
    database.ifPresent(TestDatabase::close);
  }

  @Override
  DataSource newDatabase() throws SQLException {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE \"user\" RESTART IDENTITY CASCADE");
    }
    return source();
  }

  private DataSource source() {
    TestDatabase made = database.orElseThrow();
    String separator = made.jdbcUrl().contains("?") ? "&" : "?";
    return Database.at(made.jdbcUrl() + separator + "user=" + made.user());
  }

  /** The same statements as on SQLite, where there are ten times as many. */
  @Override
  int enrolmentsInTheRace() {
    return 1;
  }
}
