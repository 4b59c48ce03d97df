package dev.showwise.migrate.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.faults.Effort;
import dev.showwise.migrate.faults.Tally;
import dev.showwise.migrate.model.World.Event;
import dev.showwise.migrate.spi.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Random stories told to the engine and to an oracle. A story in which they differ is made shorter as long
 * as they still differ, and shown with its seed.
 */
abstract class RandomWorldsContract {
  private static final int MOST_NODES = 10;
  private static final int MOST_EVENTS = 14;

  /** A new, empty database. */
  abstract DataSource newDatabase() throws Exception;

  abstract Dialect dialect();

  /** What the database does with the changes of a migration that failed. */
  private Oracle.AfterFailure afterFailure() {
    return dialect().hasTransactionalDdl()
        ? Oracle.AfterFailure.NOTHING
        : Oracle.AfterFailure.ITS_TABLES;
  }

  /** How many stories are told in a build. */
  abstract int worlds();

  /** Of how many that are wished for one is told; on a server each takes long. */
  int share() {
    return 1;
  }

  @Test
  void the_engine_does_what_an_oracle_says() throws Exception {
    int worlds = Effort.of("worlds", worlds() * share()) / share();
    long first = Long.getLong("showwise.test.seed", System.nanoTime());
    int events = 0;
    for (long seed = first; seed < first + worlds; seed++) {
      World world = World.random(new Random(seed), MOST_NODES, MOST_EVENTS);
      Optional<String> difference = difference(world);
      if (difference.isPresent()) {
        World shortest = shortened(world);
        throw new AssertionError(
            "-Dshowwise.test.seed=" + seed + ": " + difference(shortest).orElseThrow() + shortest);
      }
      events += world.events().size();
    }
    Tally.add(getClass().getSimpleName() + ": " + worlds + " worlds, " + events
        + " events, 0 differences");
  }

  private World shortened(World world) throws Exception {
    World shortest = world;
    for (int i = shortest.events().size() - 1; i >= 0; i--) {
      World shorter = shortest.withoutEvent(i);
      if (difference(shorter).isPresent()) {
        shortest = shorter;
      }
    }
    return shortest;
  }

  /** In what engine and oracle differ; empty if they do not. */
  Optional<String> difference(World world) throws Exception {
    Oracle oracle = new Oracle(world.nodes(), afterFailure());
    Subject subject = new Subject(newDatabase(), dialect(), oracle, world.nodes());
    List<Event> events = world.events();
    for (int i = 0; i < events.size(); i++) {
      String where = "event " + (i + 1) + ", " + events.get(i) + ": ";
      String got = subject.apply(events.get(i));
      String expected = oracle.apply(events.get(i));
      if (!got.equals(expected)) {
        return Optional.of(where + "expected '" + expected + "' but got '" + got + "'");
      }
      if (!subject.tables().equals(oracle.tables())) {
        return Optional.of(
            where + "expected tables " + oracle.tables() + " but got " + subject.tables());
      }
      if (oracle.isCatalogValid()) {
        if (!subject.states().equals(oracle.states())) {
          return Optional.of(
              where + "expected states " + oracle.states() + " but got " + subject.states());
        }
        assertThat(subject.tampering()).as(where).isEmpty();
      }
    }
    return Optional.empty();
  }
}
