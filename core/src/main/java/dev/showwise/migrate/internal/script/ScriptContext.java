package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.internal.guard.PlacedStatement;
import java.sql.SQLException;
import java.util.List;

/** What a script works with: it knows several of its statements at once. */
public interface ScriptContext extends MigrationContext {
  /**
   * Executes statements one after the other, in as few requests as may be.
   *
   * @throws SQLException what the first that failed came to; those after it are not executed
   */
  void executeInOrder(List<PlacedStatement> statements) throws SQLException;
}
