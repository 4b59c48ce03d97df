package dev.showwise.migrate.model;

import dev.showwise.migrate.internal.dialect.PostgresDialect;
import dev.showwise.migrate.servers.ServerKind;

class PostgresRandomWorldsTest extends ServerRandomWorlds {
  PostgresRandomWorldsTest() {
    super(ServerKind.POSTGRESQL, new PostgresDialect());
  }
}
