package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.ExecutionOptions.TransactionMode;
import dev.showwise.migrate.SourcePosition;
import dev.showwise.migrate.internal.script.Script.Use;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.Dialect.ScriptRole;
import dev.showwise.migrate.spi.ScriptStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** Hands on the statements of a script that are sent, one after the other, and leaves the others out. */
final class ScriptDelivery {
  private final String name;
  private final Dialect dialect;
  private final TransactionMode mode;
  private final Use use;
  private Optional<ScriptStatement> committed = Optional.empty();

  /**
   * For one reading of a script.
   *
   * @param name what it is called in messages
   * @param mode whether it is run in a transaction
   */
  ScriptDelivery(String name, Dialect dialect, TransactionMode mode, Use use) {
    this.name = name;
    this.dialect = dialect;
    this.mode = mode;
    this.use = use;
  }

  /** Takes the next statement of the script. */
  void take(ScriptStatement statement) throws SQLException, IOException {
    ScriptRole role = dialect.roleInScript(statement.sql());
    if (role == ScriptRole.COMMITS) {
      committed = Optional.of(statement);
    } else if (role == ScriptRole.STATEMENT) {
      handCommit();
      hand(statement);
    }
  }

  /** A COMMIT that a statement comes after; what the last one of a script does, the engine's does. */
  private void handCommit() throws SQLException {
    Optional<String> instead = mode == TransactionMode.IN_TRANSACTION && committed.isPresent()
        ? dialect.inPlaceOfCommit()
        : Optional.empty();
    if (instead.isPresent()) {
      use.use(instead.get(), position(committed.get()));
    }
    committed = Optional.empty();
  }

  private void hand(ScriptStatement statement) throws SQLException, IOException {
    if (statement.data().isPresent()) {
      use.useRows(statement.sql(), position(statement), statement.data().get());
    } else {
      use.use(statement.sql(), position(statement));
    }
  }

  private SourcePosition position(ScriptStatement statement) {
    return new SourcePosition(name, statement.line(), statement.column());
  }
}
