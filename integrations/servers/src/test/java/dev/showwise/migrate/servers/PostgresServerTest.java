package dev.showwise.migrate.servers;

final class PostgresServerTest extends EmbeddedServerContract {
  @Override
  ServerKind kind() {
    return ServerKind.POSTGRESQL;
  }
}
