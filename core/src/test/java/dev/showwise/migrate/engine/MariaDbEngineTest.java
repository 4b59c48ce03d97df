package dev.showwise.migrate.engine;

import dev.showwise.migrate.internal.dialect.MariaDbDialect;
import dev.showwise.migrate.internal.dialect.Servers;
import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.servers.ServerKind;

/** The contract on MariaDB. */
class MariaDbEngineTest extends ServerEngineTest
    implements DeadClientContract,
        KilledAtRandomContract,
        ChoosesSchemaContract,
        LockLimitsContract,
        RecordsKilledContract,
        ReplicasContract,
        StoppedProcessContract,
        LostConnectionContract,
        SchemasContract {
  MariaDbEngineTest() {
    super(new MariaDbDialect());
  }

  @Override
  DatabaseServer server() {
    return Servers.require(ServerKind.MARIADB);
  }

  @Override
  public String identity() {
    return "INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY";
  }

  @Override
  public String longQuery() {
    return "SELECT SLEEP(3)";
  }

  @Override
  public String countOfThoseAtWork() {
    return "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO = 'SELECT SLEEP(3)'";
  }

  @Override
  public String killOwnSession() {
    return "CONCAT('KILL ', CONNECTION_ID())";
  }

  @Override
  public String whereNamesLead() {
    return "DATABASE()";
  }

  @Override
  public String dropsAll() {
    return "";
  }

  @Override
  public String foreignKeyMessage() {
    return "a foreign key constraint fails";
  }
}
