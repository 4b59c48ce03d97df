package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;

/** What several properties have in common to say. */
final class Reviews {
  private Reviews() {}

  /** It could not be applied. */
  static AssertionFailedError notApplied(Stage stage, MigrationException thrown) {
    String name = stage.subject().className();
    Terms terms = stage.subject().terms();
    Optional<MigrationReport> report = thrown.report();
    List<Problem> problems = report.map(MigrationReport::problems).orElse(List.of());
    for (Problem problem : problems) {
      if (problem instanceof Problem.MissingTable missing) {
        return Review.of(name + " needs table " + missing.table() + ", which is not there")
            .what("No migration on the class path makes table " + missing.table() + ".")
            .where(stage.product() + ", in needsTables() or a foreign key")
            .toDo("If the application makes it itself, make it in the test, too:\n"
                + "@Override protected void tables(TestDatabase database) throws SQLException {\n"
                + "  database.create(table(\"" + missing.table()
                + "\").column(column(\"id\", integer()).identity()));\n}\n"
                + "If a migration makes it, add that to the test's dependencies.")
            .because(thrown)
            .failure();
      }
    }
    Optional<MigrationException.InvalidScript> refused = refusedScript(thrown);
    if (refused.isPresent()) {
      return refusedScript(stage, refused.get());
    }
    if (mentionsTransaction(thrown)) {
      return Review.of(name + " handles transactions by itself, and might leave one open")
          .what(String.valueOf(thrown.getMessage()))
          .where(stage.product() + ", in " + terms.apply() + stage.work().shown())
          .toDo(
              "Transactions belong to the engine: leave out BEGIN, COMMIT, ROLLBACK, SAVEPOINT and"
                  + " setAutoCommit. What " + terms.apply()
                  + " does is committed together with its record.")
          .because(thrown)
          .failure();
    }
    if (thrown instanceof MigrationException.LockTimeout
        || thrown instanceof MigrationException.OutcomeUnknown) {
      return Review.of(name + " cannot be committed: somebody holds the database")
          .what(String.valueOf(thrown.getMessage()))
          .where(stage.product() + ", in " + terms.apply() + stage.work().shown())
          .toDo("Nobody else uses this database. Does " + terms.apply()
              + " open a connection of its own and leave a"
              + " transaction open there? Use only what the context gives.")
          .because(thrown)
          .failure();
    }
    return Review.of(name + " cannot be applied on " + stage.product())
        .what(String.valueOf(thrown.getMessage()))
        .where(terms.apply() + statement(report) + stage.work().shown())
        .toDo("If it is not made for " + stage.product()
            + ", say so: @Override protected boolean isFor(String product).")
        .because(thrown)
        .failure();
  }

  private static Optional<MigrationException.InvalidScript> refusedScript(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof MigrationException.InvalidScript refused) {
        return Optional.of(refused);
      }
    }
    return Optional.empty();
  }

  private static AssertionFailedError refusedScript(
      Stage stage, MigrationException.InvalidScript refused) {
    String message = String.valueOf(refused.getMessage());
    boolean isOpen = message.contains("transaction") && message.contains("never ends");
    return Review.of(stage.subject().className()
            + (isOpen
                ? " leaves a transaction open"
                : " cannot be cut into statements of " + stage.product()))
        .what(message)
        .where(stage.product() + ", at the line and column that are named")
        .toDo("Mend the script. If " + stage.product()
            + " needs another one, add a variant for it (docs/scripts.md).")
        .because(refused)
        .failure();
  }

  private static boolean mentionsTransaction(MigrationException thrown) {
    String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
    return thrown instanceof MigrationException.Failed
        && (message.contains("transactions belong to the engine")
            || message.contains("transaction control"));
  }

  private static String statement(Optional<MigrationReport> report) {
    return report
        .flatMap(MigrationReport::failed)
        .map(MigrationReport.Failure::statement)
        .filter(sql -> !sql.isBlank())
        .map(sql -> ", at: " + Work.shortened(sql))
        .orElse("");
  }

  /** It could not be undone. */
  static AssertionFailedError notReverted(Stage stage, MigrationException thrown) {
    Terms terms = stage.subject().terms();
    return Review.of(stage.subject().className() + " cannot be reverted on " + stage.product())
        .what(String.valueOf(thrown.getMessage()))
        .where(terms.revert() + statement(thrown.report()))
        .toDo("Let " + terms.revert() + " undo what " + terms.apply()
            + " does, last first. There are rows in the tables here, as there will be. If there is no"
            + " way back, "
            + terms.choose(
                "implement Migration and not ReversibleMigration.", "leave the script for it out."))
        .because(thrown)
        .failure();
  }
}
