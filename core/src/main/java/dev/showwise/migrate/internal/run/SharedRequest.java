package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.internal.guard.PlacedStatement;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Statements that go to the database in one request, in a transaction. Each has a savepoint in front of it, inside
 * that of the one before: which of them are there after a failure says how far it came, whatever a driver tells.
 */
final class SharedRequest {
  private static final String NAME = "migration_statement_";

  private final List<PlacedStatement> statements;

  SharedRequest(List<PlacedStatement> statements) {
    this.statements = statements;
  }

  /** What is sent. Nothing comes in front of a statement that would move the places which an error tells. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < statements.size(); i++) {
      // what ends with a comment needs the end of the line
      text.append("SAVEPOINT ").append(NAME).append(i).append(';');
      text.append(statements.get(i).sql()).append("\n;");
    }
    // the first one has the others in it; those of the next request have the same names
    return text.append("RELEASE SAVEPOINT ").append(NAME).append(0).toString();
  }

  /**
   * Which one failed. Leaves the transaction where it was in front of that one.
   *
   * @param reason what it failed with; gets what goes wrong here
   * @return empty if it cannot be found out
   */
  Optional<PlacedStatement> failing(Session session, Throwable reason) {
    // going back to one forgets those behind it, so the last one comes first
    for (int i = statements.size() - 1; i >= 0; i--) {
      try {
        session.execute("ROLLBACK TO SAVEPOINT " + NAME + i);
        return Optional.of(statements.get(i));
      } catch (SQLException e) {
        if (session.dialect().classify(e) == ErrorKind.CONNECTION_LOST) {
          reason.addSuppressed(e);
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
