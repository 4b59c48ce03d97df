package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.faults.CallHook;
import dev.showwise.migrate.faults.JdbcCall;
import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.testkit.DatabaseProvider;
import dev.showwise.migrate.testkit.internal.Stage.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The same rows in the other order. They are added the other way round, and SQLite is asked to give rows
 * the other way round where a statement does not say in which order it wants them, see
 * <a href="https://www.sqlite.org/pragma.html#pragma_reverse_unordered_selects">its documentation</a>.
 */
public final class RowOrderCheck {
  private final Subject subject;
  private final DatabaseProvider databases;

  /** On databases of one product. */
  public RowOrderCheck(Subject subject, DatabaseProvider databases) {
    this.subject = subject;
    this.databases = databases;
  }

  /** Tries it. */
  public void run() throws SQLException {
    Reference reference = Reference.of(subject, databases);
    try (Stage stage = Stage.before(subject, databases, Rows.THE_OTHER_WAY_ROUND)) {
      Backwards backwards = new Backwards(stage);
      MigrationEngine engine = stage.engineOn(stage.watched(backwards));
      try {
        stage.migrate(engine);
      } catch (MigrationException e) {
        throw Reviews.notApplied(stage, e);
      }
      List<String> differences = reference.differencesOf(stage.picture());
      if (!differences.isEmpty()) {
        throw Review.of(subject.className() + " depends on the order of rows")
            .what("The same rows, read in another order, lead to something else:\n"
                + String.join("\n", differences))
            .where(stage.inApply())
            .toDo(
                "A database gives rows in any order unless it is told one: add ORDER BY with a unique"
                    + " column to each SELECT whose order matters.")
            .failure();
      }
    }
  }

  /** Turns the order of rows round while the migration is at work. */
  private record Backwards(Stage stage) implements CallHook {
    @Override
    public void before(JdbcCall call) throws SQLException {
      stage.work().before(call);
      if (stage.faultProduct() == Product.SQLITE
          && call.is("Connection", "createStatement")
          && call.connection().isPresent()) {
        turn(call.connection().get());
      }
    }

    private static void turn(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA reverse_unordered_selects = ON");
      }
    }
  }
}
