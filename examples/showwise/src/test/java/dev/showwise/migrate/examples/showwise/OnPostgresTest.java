package dev.showwise.migrate.examples.showwise;

import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;

class OnPostgresTest extends OnAProduct {
  OnPostgresTest() {
    super(EmbeddedServer.shared(ServerKind.POSTGRESQL), "\"user\"");
  }
}
