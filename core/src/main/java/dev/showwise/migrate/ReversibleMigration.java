package dev.showwise.migrate;

import java.sql.SQLException;

/** A migration that can be undone. */
public interface ReversibleMigration extends Migration {

  /**
   * Undoes what {@link #apply} did. The same rules hold as there.
   *
   * @throws SQLException if a statement fails; let it pass, the engine rolls back and reports
   */
  void revert(MigrationContext context) throws SQLException;

  /** How it wants to be undone. By default as it wants to be run. */
  default ExecutionOptions optionsOnRevert() {
    return options();
  }

  /**
   * The rows that {@link #revert} would destroy, counted now. People are asked on the ground of it,
   * and it is counted again under the lock before anything is removed. By default counted from the
   * declared changes: the rows of created tables, the values in added columns.
   *
   * @param database read-only, valid during the call
   * @throws SQLException if the database cannot be read
   */
  default DataLoss lossOnRevert(DatabaseView database) throws SQLException {
    return DataLoss.ofReverting(declaredChanges(), database);
  }
}
