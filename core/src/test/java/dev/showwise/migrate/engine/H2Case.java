package dev.showwise.migrate.engine;

import dev.showwise.migrate.internal.dialect.H2Dialect;
import dev.showwise.migrate.servers.H2InMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a H2 database of its own, where a migration's statements are recorded one by one. */
abstract class H2Case {
  protected final H2Dialect dialect = new H2Dialect();
  protected TestDatabase database;
  private dev.showwise.migrate.servers.TestDatabase own;

  @BeforeEach
  void makeDatabase() {
    own = new H2InMemory().newDatabase();
    database = new TestDatabase(own.dataSource(), dialect, own.jdbcUrl(), own.user());
  }

  @AfterEach
  void dropDatabase() {
    own.close();
  }
}
