package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.testkit.DatabaseProvider;
import dev.showwise.migrate.testkit.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Schemas of their own on a server that somebody named. What is there already is neither read nor
 * changed.
 */
public final class GivenDatabases implements DatabaseProvider {
  private static final String URL = "showwise.testkit.url";

  private final String url = System.getProperty(URL, "");

  /** For {@link java.util.ServiceLoader}. */
  public GivenDatabases() {}

  /** How a product keeps things apart. */
  private enum Kind {
    POSTGRESQL("PostgreSQL", "jdbc:postgresql:", "CREATE SCHEMA %s", "DROP SCHEMA %s CASCADE"),
    MARIADB("MariaDB", "jdbc:mariadb:", "CREATE DATABASE %s", "DROP DATABASE %s"),
    MYSQL("MySQL", "jdbc:mysql:", "CREATE DATABASE %s", "DROP DATABASE %s");

    private final String product;
    private final String prefix;
    private final String create;
    private final String drop;

    Kind(String product, String prefix, String create, String drop) {
      this.product = product;
      this.prefix = prefix;
      this.create = create;
      this.drop = drop;
    }

    String urlFor(String url, String space) {
      if (this == POSTGRESQL) {
        return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + space;
      }
      int query = url.indexOf('?');
      String place = query < 0 ? url : url.substring(0, query);
      int name = place.indexOf('/', place.indexOf("//") + 2);
      return (name < 0 ? place : place.substring(0, name)) + "/" + space
          + (query < 0 ? "" : url.substring(query));
    }
  }

  private Optional<Kind> kind() {
    for (Kind kind : Kind.values()) {
      if (url.startsWith(kind.prefix)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  @Override
  public String product() {
    return kind().map(kind -> kind.product).orElse("a server");
  }

  @Override
  public Optional<String> absentBecause() {
    return url.isEmpty() ? Optional.of("no -D" + URL + "=jdbc:… names one") : Optional.empty();
  }

  @Override
  public FreshDatabase newDatabase() {
    Kind kind = kind()
        .orElseThrow(
            () -> new IllegalStateException(
                "-D" + URL
                    + " must begin with jdbc:postgresql:, jdbc:mariadb: or jdbc:mysql:. SQLite and H2 need none."));
    String user = System.getProperty("showwise.testkit.user", "");
    String password = System.getProperty("showwise.testkit.password", "");
    String space =
        "testkit_" + UUID.randomUUID().toString().replace("-", "").toLowerCase(Locale.ROOT);
    DataSource server = new DriverSource(url, user, password);
    execute(kind, server, kind.create.formatted(space));
    return new FreshDatabase(
        new DriverSource(kind.urlFor(url, space), user, password),
        () -> execute(kind, server, kind.drop.formatted(space)));
  }

  private static void execute(Kind kind, DataSource server, String sql) {
    try (Connection connection = server.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The " + kind.product + " that -D" + URL + " names did not do \"" + sql + "\": "
              + e.getMessage(),
          e);
    }
  }
}
