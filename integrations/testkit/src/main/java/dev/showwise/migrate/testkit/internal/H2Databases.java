package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.testkit.DatabaseProvider;
import dev.showwise.migrate.testkit.FreshDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** H2 in this process's memory, when its driver is on the class path. */
public final class H2Databases implements DatabaseProvider {
  private static final String USER = "sa";

  /** For {@link java.util.ServiceLoader}. */
  public H2Databases() {}

  @Override
  public String product() {
    return "H2";
  }

  @Override
  public Optional<String> absentBecause() {
    boolean hasDriver = DriverManager.drivers()
        .anyMatch(driver -> driver.getClass().getName().startsWith("org.h2."));
    return hasDriver ? Optional.empty() : Optional.of("its driver is not on the class path");
  }

  @Override
  public FreshDatabase newDatabase() {
    // without the delay it would vanish with its last connection
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    DataSource source = new DriverSource(url, USER, "");
    return new FreshDatabase(source, () -> shutDown(source));
  }

  private static void shutDown(DataSource source) {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("SHUTDOWN IMMEDIATELY");
    } catch (SQLException e) {
      throw new IllegalStateException("H2 did not drop its database: " + e.getMessage(), e);
    }
  }
}
