package dev.showwise.migrate.engine;

import dev.showwise.migrate.internal.dialect.MariaDbDialect;
import dev.showwise.migrate.internal.dialect.MySqlDialect;
import dev.showwise.migrate.servers.Durability;
import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.spi.Dialect;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** A server of MariaDB or MySQL that is read-only, as a replica is. */
class MySqlFamilyReadOnlyTest {

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OnMariaDb extends ReadOnlyServer {
    OnMariaDb() {
      super(ServerKind.MARIADB, new MariaDbDialect(), "read_only");
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OnMySql extends ReadOnlyServer {
    OnMySql() {
      super(ServerKind.MYSQL, new MySqlDialect(), "read_only");
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OnMySqlForAdministratorsToo extends ReadOnlyServer {
    OnMySqlForAdministratorsToo() {
      super(ServerKind.MYSQL, new MySqlDialect(), "super_read_only");
    }
  }

  /** A server of its own, since the setting is the whole server's. */
  abstract static class ReadOnlyServer implements ReadOnlyContract {
    private final EmbeddedServer server;
    private final Dialect dialect;
    private final String setting;
    private dev.showwise.migrate.servers.TestDatabase own;

    ReadOnlyServer(ServerKind kind, Dialect dialect, String setting) {
      this.server = EmbeddedServer.own(kind, Durability.FAST);
      this.dialect = dialect;
      this.setting = setting;
    }

    @BeforeAll
    void requireServer() {
      var reason = server.unavailableBecause();
      Assumptions.assumeTrue(reason.isEmpty(), () -> reason.orElseThrow());
    }

    @AfterAll
    void stop() {
      server.close();
    }

    private TestDatabase database() {
      return new TestDatabase(own.dataSource(), dialect, own.jdbcUrl(), own.user());
    }

    @Override
    public TestDatabase writable() {
      own = server.newDatabase();
      return database();
    }

    @Override
    public TestDatabase readOnly() {
      database().execute("SET GLOBAL " + setting + " = 1");
      return database();
    }

    @AfterEach
    void makeWritable() {
      // turns the other one off as well
      database().execute("SET GLOBAL read_only = 0");
      own.close();
    }

    @Override
    public List<String> reason() {
      return List.of("This server is read-only (read_only is on)", "connect to the primary");
    }
  }
}
