package dev.showwise.migrate.servers;

final class H2InMemoryTest extends DatabaseServerContract {
  private final DatabaseServer server = new H2InMemory();

  @Override
  DatabaseServer server() {
    return server;
  }
}
