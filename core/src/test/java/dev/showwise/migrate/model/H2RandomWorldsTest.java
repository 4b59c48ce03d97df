package dev.showwise.migrate.model;

import dev.showwise.migrate.internal.dialect.H2Dialect;
import dev.showwise.migrate.servers.H2InMemory;
import dev.showwise.migrate.spi.Dialect;
import javax.sql.DataSource;

class H2RandomWorldsTest extends RandomWorldsContract {
  private final H2InMemory server = new H2InMemory();

  @Override
  DataSource newDatabase() {
    return server.newDatabase().dataSource();
  }

  @Override
  Dialect dialect() {
    return new H2Dialect();
  }

  @Override
  int worlds() {
    return 30;
  }
}
