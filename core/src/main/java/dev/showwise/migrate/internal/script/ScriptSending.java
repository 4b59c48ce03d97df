package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.SourcePosition;
import dev.showwise.migrate.internal.guard.PlacedStatement;
import dev.showwise.migrate.spi.Dialect;
import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Sends the statements of a script in their order, some of them together where the product takes that. For one run of one script. */
final class ScriptSending implements Script.Use {
  /** Each has a savepoint, and PostgreSQL finds those of a session without a search up to 64. */
  private static final int MOST = 32;

  /** Characters; more than that is not sent faster for being sent at once. */
  private static final int LONGEST = 1 << 14;

  private final Dialect dialect;
  private final MigrationContext context;
  private final List<PlacedStatement> waiting = new ArrayList<>();
  private int characters;

  ScriptSending(Dialect dialect, MigrationContext context) {
    this.dialect = dialect;
    this.context = context;
  }

  @Override
  public void use(String sql, SourcePosition position) throws SQLException {
    if (!dialect.takesSeveralStatements()) {
      send(List.of(new PlacedStatement(sql, position)));
      return;
    }
    if (waiting.size() == MOST || characters + sql.length() > LONGEST) {
      flush();
    }
    waiting.add(new PlacedStatement(sql, position));
    characters += sql.length();
  }

  @Override
  public void useRows(String sql, SourcePosition position, Reader rows)
      throws SQLException, IOException {
    flush();
    context.at(position);
    dialect.sendRows(context.connection(), sql, rows);
  }

  /** Sends what is waiting for more; to be called at the end. */
  void flush() throws SQLException {
    if (!waiting.isEmpty()) {
      List<PlacedStatement> now = List.copyOf(waiting);
      waiting.clear();
      characters = 0;
      send(now);
    }
  }

  private void send(List<PlacedStatement> statements) throws SQLException {
    if (statements.size() > 1 && context instanceof ScriptContext together) {
      together.executeInOrder(statements);
      return;
    }
    for (PlacedStatement statement : statements) {
      context.at(statement.position());
      context.execute(statement.sql());
    }
  }
}
