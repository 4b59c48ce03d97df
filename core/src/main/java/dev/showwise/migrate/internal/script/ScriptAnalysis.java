package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.ExecutionOptions.TransactionMode;
import dev.showwise.migrate.MigrationException.InvalidScript;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.Dialect.StatementCheck;
import dev.showwise.migrate.spi.ScriptStatement;
import dev.showwise.migrate.spi.ScriptStatements;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What must be known of a script before its first statement is sent: that all of it can be cut, that nothing
 * in it would be refused half-way, and whether it can run in the engine's transaction. Found out by reading it
 * through once.
 *
 * @param statements how many statements would be sent
 * @param mode whether it can run in a transaction
 * @param because the line of the first statement that cannot; empty if all can
 */
public record ScriptAnalysis(long statements, TransactionMode mode, OptionalLong because) {

  /**
   * Reads a script through.
   *
   * @param script the script, at its beginning
   * @param name what it is called in messages
   * @param wanted what its header asks for; a script that asks for no transaction has none
   * @throws InvalidScript if it cannot be cut, or a statement in it would be refused; it names the line
   * @throws IOException if it cannot be read
   */
  public static ScriptAnalysis of(
      ScriptStatements script, String name, Dialect dialect, TransactionMode wanted)
      throws IOException {
    Reading reading = new Reading(name, dialect);
    for (Optional<ScriptStatement> next = script.next(); next.isPresent(); next = script.next()) {
      reading.take(next.get());
    }
    return reading.end(wanted);
  }

  /** One reading, from the first statement to the last. */
  private static final class Reading {
    private final String name;
    private final Dialect dialect;
    private long statements;
    private Optional<ScriptStatement> begun = Optional.empty();
    private Optional<ScriptStatement> firstBegun = Optional.empty();
    private Optional<ScriptStatement> alone = Optional.empty();
    private Optional<ScriptStatement> passing = Optional.empty();
    private Optional<ScriptStatement> passed = Optional.empty();

    Reading(String name, Dialect dialect) {
      this.name = name;
      this.dialect = dialect;
    }

    void take(ScriptStatement statement) {
      switch (dialect.roleInScript(statement.sql())) {
        case BEGINS -> {
          begun.ifPresent(other -> {
            throw invalid(
                statement,
                "A transaction begins here, and the one that begins on line " + other.line()
                    + " has not ended. End that one first, or leave both out: the engine has a"
                    + " transaction of its own around the script.");
          });
          begun = Optional.of(statement);
          firstBegun = firstBegun.isPresent() ? firstBegun : begun;
          endTransaction(statement);
        }
        case COMMITS -> {
          begun = Optional.empty();
          endTransaction(statement);
        }
        case STATEMENT -> check(statement);
        case NEEDLESS -> {
          // the engine does what it asks for
        }
      }
    }

    /** What comes before BEGIN is not in the transaction that begins there, either. */
    private void endTransaction(ScriptStatement statement) {
      passed = passed.isEmpty() && passing.isPresent() ? Optional.of(statement) : passed;
    }

    private void check(ScriptStatement statement) {
      statements++;
      requireInForce(statement);
      if (statement.data().isPresent()) {
        dialect.refusalOfRows(statement.sql()).ifPresent(reason -> {
          throw invalid(statement, reason);
        });
      }
      StatementCheck check = dialect.check(statement.sql());
      if (check.kind() == StatementCheck.Kind.REFUSED) {
        throw invalid(statement, check.reason());
      }
      boolean mustBeAlone = check.kind() == StatementCheck.Kind.ONLY_OUTSIDE_TRANSACTION
          && dialect.hasTransactionalDdl();
      if (mustBeAlone && begun.isPresent()) {
        throw invalid(
            statement,
            "This statement cannot run in a transaction, and it stands in the one that begins on line "
                + begun.get().line() + ". Move it out of there, into a script of its own.");
      } else if (mustBeAlone && alone.isEmpty()) {
        alone = Optional.of(statement);
      }
    }

    /** In the one transaction of the engine a statement sees what its author meant to be over by then. */
    private void requireInForce(ScriptStatement statement) {
      if (passed.isPresent()) {
        throw invalid(
            statement,
            "What line " + passing.get().line()
                + " does lasts to the end of its transaction, on line "
                + passed.get().line()
                + ". This statement comes after that, and would see it all the"
                + " same, since the engine has one transaction around the whole script. Put this"
                + " statement, and those after it, into a script of its own.");
      } else if (passing.isPresent() && !dialect.hasTransactionalDdl()) {
        throw invalid(
            passing.get(),
            "What this statement makes lasts to the end of its transaction, and on this product each"
                + " statement is committed by itself: the one on line " + statement.line()
                + " would not see it. Use a table that outlasts a COMMIT, and drop it at the end.");
      } else if (passing.isEmpty() && dialect.endsWithTransaction(statement.sql())) {
        passing = Optional.of(statement);
      }
    }

    ScriptAnalysis end(TransactionMode wanted) {
      if (begun.isPresent()) {
        throw invalid(
            begun.get(),
            "The transaction that begins here never ends, so that a client program would undo it. Write"
                + " COMMIT at its end, or leave its beginning out: the engine has a transaction of its"
                + " own around the script.");
      }
      boolean outside = alone.isPresent() || wanted == TransactionMode.OUTSIDE_TRANSACTION;
      if (outside && firstBegun.isPresent() && dialect.hasTransactionalDdl()) {
        throw invalid(
            firstBegun.get(),
            "A transaction begins here, and the script runs outside one"
                + alone
                    .map(statement -> ", because of line " + statement.line())
                    .orElse(", because it asks for that")
                + ": its statements would be committed one by one. Put what belongs together into a"
                + " script of its own.");
      }
      return new ScriptAnalysis(
          statements,
          outside ? TransactionMode.OUTSIDE_TRANSACTION : TransactionMode.IN_TRANSACTION,
          alone.map(statement -> OptionalLong.of(statement.line())).orElseGet(OptionalLong::empty));
    }

    private InvalidScript invalid(ScriptStatement statement, String message) {
      return new InvalidScript(
          name, statement.line(), statement.column(), message + " Nothing was executed.");
    }
  }
}
