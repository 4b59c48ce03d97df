package dev.showwise.migrate.engine;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.spi.Dialect;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on a database server, with a database of its own for each test. */
abstract class ServerEngineTest
    implements EngineContract, EnforcesForeignKeysContract, WaitsContract {
  @RegisterExtension
  final NothingLeftOpen nothingLeftOpen = new NothingLeftOpen();

  private final Dialect dialect;
  private dev.showwise.migrate.servers.TestDatabase own;

  ServerEngineTest(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Where the databases are made; skips the test where it cannot run. */
  abstract DatabaseServer server();

  @BeforeEach
  void makeDatabase() {
    own = server().newDatabase();
  }

  @AfterEach
  void dropDatabase() {
    if (own != null) {
      own.close();
    }
  }

  public String databaseName() {
    return own.name();
  }

  @Override
  public NothingLeftOpen nothingLeftOpen() {
    return nothingLeftOpen;
  }

  @Override
  public TestDatabase database() {
    return new TestDatabase(own.dataSource(), dialect, own.jdbcUrl(), own.user());
  }

  @Override
  public EngineBuilder builder(DataSource source, Migration... migrations) {
    return MigrationEngine.builder(source).migrations(migrations);
  }
}
