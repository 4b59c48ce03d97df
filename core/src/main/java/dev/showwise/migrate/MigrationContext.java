package dev.showwise.migrate;

import dev.showwise.migrate.schema.SchemaChange;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a migration works with. Valid during {@link Migration#apply} or {@link
 * ReversibleMigration#revert}; for one thread. Transactions belong to the engine.
 */
public interface MigrationContext extends DatabaseView {

  /**
   * Makes a change unless the database has it already, and tells the listeners each step of it.
   *
   * @throws SQLException if the change fails, or if something is there that differs from what the
   *     change makes
   */
  void ensure(SchemaChange change) throws SQLException;

  /**
   * Executes one statement.
   *
   * @param sql one statement; several in one string, or one that begins or ends a transaction, are
   *     refused
   * @throws SQLException if the statement is refused or fails
   */
  void execute(String sql) throws SQLException;

  /**
   * Executes one statement that changes rows.
   *
   * @param sql one statement, with {@code ?} for each argument
   * @param arguments values for the {@code ?}; null for NULL
   * @return how many rows it changed
   * @throws SQLException if the statement is refused or fails
   */
  long update(String sql, @Nullable Object... arguments) throws SQLException;

  /**
   * Tells people and listeners that a step is done: {@code Table created} becomes a line with a
   * check mark.
   */
  void step(String message);

  /**
   * Says where the statement that comes next is written, for whoever reads of its failure. Does nothing unless
   * overridden.
   */
  default void at(SourcePosition position) {}

  /**
   * The connection, for what the other methods cannot do. It is guarded: commit, rollback, close,
   * autocommit, savepoints, {@code unwrap} and transaction control in SQL are refused with a message
   * that says so. Do not keep it.
   */
  Connection connection();
}
