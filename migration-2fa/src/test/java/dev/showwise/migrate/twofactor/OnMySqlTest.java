package dev.showwise.migrate.twofactor;

import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;

class OnMySqlTest extends OnTheMySqlFamily {
  OnMySqlTest() {
    super(EmbeddedServer.shared(ServerKind.MYSQL));
  }
}
