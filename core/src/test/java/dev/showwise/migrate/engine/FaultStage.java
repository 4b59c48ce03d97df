package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.spi.Dialect;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Where planned faults happen: databases of one product, one after the other, each new and filled. */
interface FaultStage extends AutoCloseable {
  Product product();

  /** The product as the engine knows it. */
  Dialect dialect();

  /** What it is called in a report: {@code SQLite in WAL mode}. */
  String title();

  /** A database that has what {@link Season#before()} makes, and nothing else; the last one is gone. */
  DataSource fresh();

  /** A statement that the product does not take in a transaction; empty for none. */
  List<String> alone();

  /** The migrations of the {@link Season} that may be half there after a fault. */
  Set<String> stepwise();

  @Override
  void close();
}
