package dev.showwise.migrate.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.internal.dialect.H2Dialect;
import dev.showwise.migrate.model.World.Event;
import dev.showwise.migrate.model.World.Kind;
import dev.showwise.migrate.model.World.Node;
import dev.showwise.migrate.servers.H2InMemory;
import dev.showwise.migrate.spi.Dialect;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class H2RandomWorldsTest extends RandomWorldsContract {
  private final H2InMemory server = new H2InMemory();

  @Override
  DataSource newDatabase() {
    return server.newDatabase().dataSource();
  }

  @Override
  Dialect dialect() {
    return new H2Dialect();
  }

  @Override
  int worlds() {
    return 30;
  }

  @Test
  void one_that_failed_and_is_gone_keeps_back_its_module_and_who_builds_on_that() throws Exception {
    World world = new World(
        List.of(
            new Node(0, "m0", 1, Kind.REVERSIBLE, 1, List.of()),
            new Node(1, "m0", 2, Kind.REVERSIBLE, 1, List.of()),
            new Node(2, "m1", 3, Kind.REVERSIBLE, 1, List.of(1)),
            new Node(3, "m2", 4, Kind.REVERSIBLE, 1, List.of())),
        List.of(
            new Event.ToggleFailure(0),
            new Event.Migrate(),
            new Event.ToggleJar(0),
            new Event.MigrateOne(3),
            new Event.Migrate(),
            new Event.ToggleFailure(0),
            new Event.ToggleJar(0),
            new Event.Migrate()));

    assertThat(difference(world)).isEmpty();
  }
}
