package dev.showwise.migrate.testkit;

import java.util.Objects;
import javax.sql.DataSource;

/**
 * One database, empty at first, that belongs to whoever asked for it.
 *
 * @param dataSource gives a new connection to it at each call
 * @param drop removes it, connections to it notwithstanding
 */
public record FreshDatabase(DataSource dataSource, Runnable drop) implements AutoCloseable {
  /** Checks that the parts are there. */
  public FreshDatabase {
    Objects.requireNonNull(dataSource, "dataSource");
    Objects.requireNonNull(drop, "drop");
  }

  /** Removes it. */
  @Override
  public void close() {
    drop.run();
  }
}
