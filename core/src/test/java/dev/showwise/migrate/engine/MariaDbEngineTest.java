package dev.showwise.migrate.engine;

import dev.showwise.migrate.internal.dialect.MariaDbDialect;
import dev.showwise.migrate.servers.ServerKind;
import java.util.List;

/** The contract on MariaDB. */
class MariaDbEngineTest extends MySqlFamilyEngineTest {
  MariaDbEngineTest() {
    super(new MariaDbDialect(), ServerKind.MARIADB);
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
}
