package dev.showwise.migrate.examples.twofactor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.servers.TestDatabase;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

class TwoFactorOnPostgresTest extends TwoFactorContract {
  private Optional<TestDatabase> database = Optional.empty();

  @Override
  DataSource newDatabase() {
    DatabaseServer server = EmbeddedServer.shared(ServerKind.POSTGRESQL);
    Optional<String> reason = server.unavailableBecause();
    assumeTrue(reason.isEmpty(), () -> reason.orElseThrow());
    TestDatabase made = server.newDatabase();
    database = Optional.of(made);
    String separator = made.jdbcUrl().contains("?") ? "&" : "?";
    return Database.at(made.jdbcUrl() + separator + "user=" + made.user());
  }

  /** The same statements as on SQLite, where there are ten times as many. */
  @Override
  int enrolmentsInTheRace() {
    return 1;
  }

  @AfterEach
  void dropDatabase() {
    database.ifPresent(TestDatabase::close);
  }
}
