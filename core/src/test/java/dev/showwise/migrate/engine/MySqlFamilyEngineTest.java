package dev.showwise.migrate.engine;

import dev.showwise.migrate.internal.dialect.Servers;
import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.spi.Dialect;
import java.util.List;

/** The contract on both products of the family. */
abstract class MySqlFamilyEngineTest extends ServerEngineTest
    implements DeadClientContract,
        KilledAtRandomContract,
        ChoosesSchemaContract,
        LockLimitsContract,
        RecordsKilledContract,
        ReplicasContract,
        StoppedProcessContract,
        LostConnectionContract,
        SchemasContract,
        PrivilegesContract,
        DisguisesContract,
        ChoosesDatabaseContract,
        RehearsesInCopyContract {
  private final ServerKind kind;

  MySqlFamilyEngineTest(Dialect dialect, ServerKind kind) {
    super(dialect);
    this.kind = kind;
  }

  @Override
  DatabaseServer server() {
    return Servers.require(kind);
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
  public String productOnPage() {
    return "mysql";
  }

  @Override
  public void makeAccount(String name) {
    database().execute("CREATE USER " + name + " IDENTIFIED BY ''");
  }

  @Override
  public void dropAccount(String name) {
    database().execute("DROP USER " + name);
  }

  @Override
  public List<String> props() {
    return List.of(
        "DROP PROCEDURE IF EXISTS committing",
        "DROP PROCEDURE IF EXISTS silencing",
        "DROP PROCEDURE IF EXISTS beginning",
        "CREATE PROCEDURE committing() COMMIT",
        "CREATE PROCEDURE silencing() SET autocommit = 0",
        "CREATE PROCEDURE beginning() START TRANSACTION");
  }

  @Override
  public String foreignKeyMessage() {
    return "a foreign key constraint fails";
  }
}
