package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.spi.Dialect;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** One database of a server, emptied and filled again. */
final class ServerStage implements FaultStage {
  private final Product product;
  private final dev.showwise.migrate.servers.TestDatabase own;
  private final TestDatabase database;

  ServerStage(Product product, DatabaseServer server, Dialect dialect) {
    this.product = product;
    this.own = server.newDatabase();
    this.database = new TestDatabase(own.dataSource(), dialect, own.jdbcUrl(), own.user());
  }

  @Override
  public Product product() {
    return product;
  }

  @Override
  public Dialect dialect() {
    return database.dialect();
  }

  @Override
  public String title() {
    return own.product();
  }

  @Override
  public DataSource fresh() {
    switch (product) {
      case H2 -> database.execute("DROP ALL OBJECTS");
      case POSTGRESQL ->
        database.execute(
            "SET client_min_messages TO WARNING",
            "DROP SCHEMA public CASCADE",
            "CREATE SCHEMA public");
      default -> database.tables().forEach(table -> database.execute("DROP TABLE " + table));
    }
    database.execute(Season.before());
    return own.dataSource();
  }

  @Override
  public List<String> alone() {
    return product == Product.POSTGRESQL ? List.of("VACUUM log_entry") : List.of();
  }

  @Override
  public Set<String> stepwise() {
    return product == Product.POSTGRESQL ? Set.of("log") : Set.copyOf(Season.NAMES);
  }

  @Override
  public void close() {
    own.close();
  }
}
