package dev.showwise.migrate.servers;

final class MySqlServerTest extends EmbeddedServerContract {
  @Override
  ServerKind kind() {
    return ServerKind.MYSQL;
  }
}
