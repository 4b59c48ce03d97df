package dev.showwise.migrate.engine;

import dev.showwise.migrate.internal.dialect.MySqlDialect;
import dev.showwise.migrate.servers.ServerKind;
import java.util.List;

/** The contract on MySQL. */
class MySqlEngineTest extends MySqlFamilyEngineTest {
  MySqlEngineTest() {
    super(new MySqlDialect(), ServerKind.MYSQL);
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
        "PREPARE s FROM 'ROLLBACK'");
  }

  @Override
  public List<String> harmless() {
    return List.of(
        "{call committing()}", "CALL committing()", "CALL silencing()", "CALL beginning()");
  }
}
