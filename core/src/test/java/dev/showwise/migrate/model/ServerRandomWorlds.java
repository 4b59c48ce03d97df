package dev.showwise.migrate.model;

import dev.showwise.migrate.internal.dialect.Servers;
import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.servers.TestDatabase;
import dev.showwise.migrate.spi.Dialect;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

/** On a server, whose databases are dropped as soon as their story is told. */
abstract class ServerRandomWorlds extends RandomWorldsContract {
  private final DatabaseServer server;
  private final Dialect dialect;
  private final Deque<TestDatabase> open = new ArrayDeque<>();

  ServerRandomWorlds(ServerKind kind, Dialect dialect) {
    this.server = Servers.require(kind);
    this.dialect = dialect;
  }

  @Override
  DataSource newDatabase() {
    dropOld();
    open.add(server.newDatabase());
    return open.getLast().dataSource();
  }

  @AfterEach
  void dropOld() {
    while (!open.isEmpty()) {
      open.remove().close();
    }
  }

  @Override
  Dialect dialect() {
    return dialect;
  }

  @Override
  int share() {
    return 4;
  }

  @Override
  int worlds() {
    return 8;
  }
}
