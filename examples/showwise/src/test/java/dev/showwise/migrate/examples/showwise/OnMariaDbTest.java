package dev.showwise.migrate.examples.showwise;

import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;

class OnMariaDbTest extends OnAProduct {
  OnMariaDbTest() {
    super(EmbeddedServer.shared(ServerKind.MARIADB), "user");
  }
}
