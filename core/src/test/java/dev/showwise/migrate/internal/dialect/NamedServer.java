package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.servers.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running server at a URL that holds the credentials too. Its databases go with this JVM at the
 * latest, if nobody uses them.
 *
 * @param url {@code jdbc:product://host:port/database?user=…&password=…}
 */
record NamedServer(String product, String url) implements DatabaseServer {
  @Override
  public TestDatabase newDatabase() {
    String name = "migrate_" + UUID.randomUUID().toString().replace("-", "");
    execute("CREATE DATABASE " + name);
    String own = url.replaceFirst("^(jdbc:[a-z]+://[^/?]*)(/[^?]*)?", "$1/" + name);
    AtomicBoolean there = new AtomicBoolean(true);
    Runnable drop = () -> {
      if (there.getAndSet(false)) {
        execute("DROP DATABASE " + name);
      }
    };
    Runtime.getRuntime().addShutdownHook(new Thread(drop, "drop-" + name));
    return new TestDatabase(product, name, own, "", UrlDataSource.of(own, ""), drop);
  }

  @Override
  public Optional<String> unavailableBecause() {
    return Optional.empty();
  }

  private void execute(String statement) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement jdbc = connection.createStatement()) {
      jdbc.execute(statement);
    } catch (SQLException e) {
      throw new AssertionError(product + " did not do \"" + statement + "\": " + e.getMessage(), e);
    }
  }
}
