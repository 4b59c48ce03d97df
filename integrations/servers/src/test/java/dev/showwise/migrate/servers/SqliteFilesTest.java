package dev.showwise.migrate.servers;

final class SqliteFilesTest extends DatabaseServerContract {
  private final DatabaseServer server = new SqliteFiles();

  @Override
  DatabaseServer server() {
    return server;
  }
}
