package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.MigrationException.Unavailable;
import dev.showwise.migrate.spi.Dialect;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;

/** Finds the dialect for a product: the built-in ones first, then those that come as services. */
public final class Dialects {
  private static final int BUILT_IN = 5;

  private Dialects() {}

  /**
   * The dialect for the product behind a connection.
   *
   * @throws Unavailable if none knows the product
   */
  public static Dialect find(DatabaseMetaData metaData, ClassLoader classLoader)
      throws SQLException {
    for (int i = 0; i < BUILT_IN; i++) {
      Dialect dialect = builtIn(i);
      if (dialect.supports(metaData)) {
        return dialect;
      }
    }
    for (Dialect dialect : ServiceLoader.load(Dialect.class, classLoader)) {
      if (dialect.supports(metaData)) {
        return dialect;
      }
    }
    String product = metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion();
    Optional<String> first = firstReleaseAfter(metaData);
    if (first.isPresent()) {
      throw new Unavailable(
          "The database is " + product + "; the first release that is supported is " + first.get()
              + ". Upgrade it, or hand a dialect for this release to the engine's builder. Nothing"
              + " was changed.",
          null);
    }
    throw new Unavailable(
        "There is no dialect for " + product + ". Built in are: "
            + String.join(", ", names())
            + ". For another product, put a jar on the class path that provides "
            + Dialect.class.getName() + ", or hand a dialect to the engine's builder.",
        null);
  }

  /** One after the other, so that none behind the one that fits is loaded. */
  private static Dialect builtIn(int number) {
    return switch (number) {
      case 0 -> new SqliteDialect();
      case 1 -> new PostgresDialect();
      case 2 -> new MariaDbDialect();
      case 3 -> new MySqlDialect();
      default -> new H2Dialect();
    };
  }

  private static List<String> names() {
    return IntStream.range(0, BUILT_IN).mapToObj(i -> builtIn(i).name()).toList();
  }

  /** For a product that is known, but in a release older than the first that is supported. */
  private static Optional<String> firstReleaseAfter(DatabaseMetaData metaData) throws SQLException {
    Optional<String> postgres = PostgresProduct.firstReleaseAfter(metaData);
    Optional<String> h2 = H2Dialect.firstReleaseAfter(metaData);
    String name = metaData.getDatabaseProductName();
    String version = metaData.getDatabaseProductVersion();
    return postgres
        .or(() -> h2)
        .or(() -> MySqlProduct.MARIADB.firstReleaseAfter(name, version))
        .or(() -> MySqlProduct.MYSQL.firstReleaseAfter(name, version));
  }
}
