package dev.showwise.migrate.servers;

final class MariaDbServerTest extends EmbeddedServerContract {
  @Override
  ServerKind kind() {
    return ServerKind.MARIADB;
  }
}
