package dev.showwise.migrate.examples.showwise;

import dev.showwise.migrate.servers.H2InMemory;

class OnH2Test extends OnAProduct {
  OnH2Test() {
    super(new H2InMemory(), "\"USER\"");
  }
}
