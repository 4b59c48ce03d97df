package dev.showwise.migrate.testkit.servers;

import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.servers.TestDatabase;
import dev.showwise.migrate.testkit.DatabaseProvider;
import dev.showwise.migrate.testkit.FreshDatabase;
import java.util.Optional;

/** Databases of this JVM's server of a kind, which starts when the first is asked for. */
abstract class SharedServer implements DatabaseProvider {
  private final EmbeddedServer server;

  SharedServer(ServerKind kind) {
    this.server = EmbeddedServer.shared(kind);
  }

  @Override
  public final String product() {
    return server.product();
  }

  @Override
  public final Optional<String> absentBecause() {
    return server.unavailableBecause();
  }

  @Override
  public final FreshDatabase newDatabase() {
    TestDatabase database = server.newDatabase();
    return new FreshDatabase(database.dataSource(), database::close);
  }
}
