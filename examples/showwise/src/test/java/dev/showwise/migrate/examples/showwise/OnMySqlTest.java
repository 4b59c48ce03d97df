package dev.showwise.migrate.examples.showwise;

import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;

class OnMySqlTest extends OnAProduct {
  OnMySqlTest() {
    super(EmbeddedServer.shared(ServerKind.MYSQL), "user");
  }
}
