package dev.showwise.migrate.model;

import dev.showwise.migrate.internal.dialect.MariaDbDialect;
import dev.showwise.migrate.internal.dialect.Servers;
import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.servers.TestDatabase;
import dev.showwise.migrate.spi.Dialect;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

class MariaDbRandomWorldsTest extends RandomWorldsContract {
  private final DatabaseServer server = Servers.require(ServerKind.MARIADB);
  private final Deque<TestDatabase> open = new ArrayDeque<>();

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
    return new MariaDbDialect();
  }

  @Override
  int worlds() {
    return 8;
  }
}
