package dev.showwise.migrate.servers;

import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** H2 in this JVM's memory; other processes cannot reach its databases. */
public final class H2InMemory implements DatabaseServer {
  private static final String USER = "sa";

  @Override
  public String product() {
    return "H2";
  }

  @Override
  public TestDatabase newDatabase() {
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    // without the delay it would vanish with its last connection
    String url = "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
    var source = new DriverDataSource(url, USER);
    return new TestDatabase(product(), name, url, USER, source, () -> shutDown(source, name));
  }

  @Override
  public Optional<String> unavailableBecause() {
    return Optional.empty();
  }

  private static void shutDown(DataSource source, String name) {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("SHUTDOWN IMMEDIATELY");
    } catch (SQLException e) {
      throw new ServerException("H2 did not drop its database " + name + ": " + e.getMessage(), e);
    }
  }
}
