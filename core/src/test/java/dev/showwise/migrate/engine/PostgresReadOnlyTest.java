package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.internal.dialect.PostgresDialect;
import dev.showwise.migrate.internal.dialect.Servers;
import dev.showwise.migrate.servers.Durability;
import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database of PostgreSQL whose sessions may only read, and a standby. */
class PostgresReadOnlyTest implements ReadOnlyContract {
  private dev.showwise.migrate.servers.TestDatabase own;

  @BeforeEach
  void makeDatabase() {
    own = Servers.require(ServerKind.POSTGRESQL).newDatabase();
  }

  @AfterEach
  void dropDatabase() {
    if (own != null) {
      own.close();
    }
  }

  private static TestDatabase database(dev.showwise.migrate.servers.TestDatabase made) {
    return new TestDatabase(made.dataSource(), new PostgresDialect(), made.jdbcUrl(), made.user());
  }

  @Override
  public TestDatabase writable() {
    return database(own);
  }

  @Override
  public TestDatabase readOnly() {
    database(own)
        .execute(
            "BEGIN READ WRITE",
            "ALTER DATABASE " + own.name() + " SET default_transaction_read_only = on",
            "COMMIT");
    return database(own);
  }

  @Override
  public List<String> reason() {
    return List.of(
        "default_transaction_read_only is on, set by: database",
        "connect to the server that the application writes to");
  }

  @Test
  void a_standby_refuses_what_is_pending_and_starts_an_application_that_needs_nothing() {
    try (EmbeddedServer server = EmbeddedServer.own(ServerKind.POSTGRESQL, Durability.FAST)) {
      var reason = server.unavailableBecause();
      Assumptions.assumeTrue(reason.isEmpty(), () -> reason.orElseThrow());
      TestDatabase empty = database(server.newDatabase());
      TestDatabase done = database(server.newDatabase());
      engine(done, Crew.people()).migrate();
      CompletableFuture<Void> promoted = restartAsStandby(server, empty);
      try {
        assertThat(engine(done, Crew.people()).migrate().outcome())
            .isEqualTo(Outcome.NOTHING_TO_DO);
        assertThat(engine(done, Crew.people()).verify().problems()).isEmpty();
        assertThatThrownBy(engine(empty, Crew.people())::migrate)
            .isInstanceOf(MigrationException.Unavailable.class)
            .hasMessageContaining("This server is a standby")
            .hasMessageContaining("connect to the primary");
        assertThat(engine(empty, Crew.people()).list().migrations()).hasSize(1);
      } finally {
        assertThat(empty.value("SELECT pg_promote()")).isEqualTo("t");
        promoted.join();
      }
      assertThat(engine(empty, Crew.people()).migrate().outcome()).isEqualTo(Outcome.MIGRATED);
    }
  }

  private static MigrationEngine engine(TestDatabase database, Migration... migrations) {
    return MigrationEngine.builder(database.dataSource()).migrations(migrations).build();
  }

  /** Returns once it replays; what is returned is done when it is promoted. */
  private static CompletableFuture<Void> restartAsStandby(
      EmbeddedServer server, TestDatabase database) {
    try {
      Files.createFile(Path.of(database.value("SHOW data_directory"), "standby.signal"));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
    CompletableFuture<Void> restarted = CompletableFuture.runAsync(server::restart);
    long end = System.nanoTime() + 30_000_000_000L;
    while (!isStandby(database)) {
      assertThat(System.nanoTime()).as("it becomes a standby in time").isLessThan(end);
      Thread.onSpinWait();
    }
    return restarted;
  }

  private static boolean isStandby(TestDatabase database) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
      return row.next() && row.getBoolean(1);
    } catch (SQLException e) {
      // it is on its way
      return false;
    }
  }
}
