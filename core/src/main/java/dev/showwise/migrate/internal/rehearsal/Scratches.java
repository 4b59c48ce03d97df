package dev.showwise.migrate.internal.rehearsal;

import dev.showwise.migrate.MigrationException.Unavailable;
import dev.showwise.migrate.internal.run.Environment;
import dev.showwise.migrate.internal.run.Look;
import dev.showwise.migrate.spi.Dialect;
import java.util.function.Function;
import javax.sql.DataSource;

/** Makes the scratch that a product allows. */
final class Scratches {
  private Scratches() {}

  /**
   * Makes one.
   *
   * @param files makes connections to a copy, from its JDBC URL
   * @throws Unavailable if there is none for the product, or it cannot be made
   */
  static Scratch of(Environment environment, Function<String, DataSource> files) {
    Dialect dialect = Look.in(environment, Look.At::dialect);
    return switch (dialect.name()) {
      case "sqlite" -> SqliteScratch.of(environment, files);
      case "postgresql" -> TransactionScratch.begin(environment, dialect);
      case "mariadb", "mysql" -> DatabaseScratch.of(environment);
      case "h2" -> H2Scratch.of(environment, files);
      default ->
        throw new Unavailable(
            "There is no way to rehearse on " + dialect.name()
                + ": how it is copied, or undone as a whole, is not known here. Make a copy of the database with its own tools, and migrate that."
                + " Nothing was changed.",
            null);
    };
  }
}
