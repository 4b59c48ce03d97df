package dev.showwise.migrate.model;

import dev.showwise.migrate.internal.dialect.MariaDbDialect;
import dev.showwise.migrate.servers.ServerKind;

class MariaDbRandomWorldsTest extends ServerRandomWorlds {
  MariaDbRandomWorldsTest() {
    super(ServerKind.MARIADB, new MariaDbDialect());
  }
}
