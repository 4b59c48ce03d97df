package dev.showwise.migrate.twofactor;

import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;

class OnMariaDbTest extends OnTheMySqlFamily {
  OnMariaDbTest() {
    super(EmbeddedServer.shared(ServerKind.MARIADB));
  }
}
