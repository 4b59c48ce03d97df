package dev.showwise.migrate.engine;

import dev.showwise.migrate.internal.dialect.MariaDbDialect;
import dev.showwise.migrate.internal.dialect.Servers;
import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.servers.ServerKind;
import java.util.List;

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
        SchemasContract,
        PrivilegesContract,
        DisguisesContract,
        ChoosesDatabaseContract {
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
  public List<String> disguises() {
    return List.of(
        "/*! COMMIT */",
        "/*!50003 COMMIT */",
        "(COMMIT)",
        "{oj COMMIT}",
        "{oj ROLLBACK}",
        "{oj SET autocommit = 0}",
        "{call committing()}",
        "CALL committing()",
        "CALL silencing()",
        "CALL beginning()",
        "SELECT 1; COMMIT",
        "SET @a = 1, autocommit = 0",
        "PREPARE s FROM 'ROLLBACK'",
        "EXECUTE IMMEDIATE CONCAT('ROLL', 'BACK')",
        "EXECUTE IMMEDIATE CONCAT('SET auto', 'commit = 0')",
        "BEGIN NOT ATOMIC ROLLBACK; END",
        "/*M! COMMIT */",
        "SET STATEMENT max_statement_time = 5 FOR COMMIT");
  }

  @Override
  public List<String> harmless() {
    return List.of(
        "{call committing()}",
        "CALL committing()",
        "CALL silencing()",
        "CALL beginning()",
        "EXECUTE IMMEDIATE CONCAT('ROLL', 'BACK')",
        "EXECUTE IMMEDIATE CONCAT('SET auto', 'commit = 0')");
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
