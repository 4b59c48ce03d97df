package dev.showwise.migrate.engine;

import dev.showwise.migrate.internal.dialect.PostgresDialect;
import dev.showwise.migrate.internal.dialect.Servers;
import dev.showwise.migrate.servers.ServerKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a database of its own on PostgreSQL. */
abstract class PostgresCase {
  protected dev.showwise.migrate.servers.TestDatabase own;

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

  protected TestDatabase database() {
    return new TestDatabase(own.dataSource(), new PostgresDialect(), own.jdbcUrl(), own.user());
  }
}
