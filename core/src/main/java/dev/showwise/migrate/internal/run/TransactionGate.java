package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.SourcePosition;
import dev.showwise.migrate.internal.guard.PlacedStatement;
import dev.showwise.migrate.internal.guard.SharedRequests;
import dev.showwise.migrate.internal.guard.SqlCall;
import dev.showwise.migrate.internal.guard.StatementGate;
import dev.showwise.migrate.spi.Dialect.StatementCheck;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends an author's statements inside the engine's transaction. After a failure it looks whether the
 * transaction is still there: a database may roll it back by itself (a full disk, OR ROLLBACK), and
 * then every further statement would be committed at once, unrecorded.
 */
final class TransactionGate implements StatementGate {
  private final Session session;
  private String failedStatement = "";
  private Optional<SourcePosition> position = Optional.empty();
  private @Nullable SQLException lost;

  TransactionGate(Session session) {
    this.session = session;
  }

  /** The statement that failed last; empty if none did. */
  String failedStatement() {
    return failedStatement;
  }

  /** Where the statement that came last is written; empty if it is in no file. */
  Optional<SourcePosition> position() {
    return position;
  }

  @Override
  public void at(SourcePosition next) {
    position = Optional.of(next);
  }

  /** Whether the database ended the transaction by itself. */
  boolean isTransactionLost() {
    return lost != null;
  }

  /** The error of a statement after which the transaction was gone; empty if it is not. */
  Optional<SQLException> lostWith() {
    return Optional.ofNullable(lost);
  }

  @Override
  public void check(String sql) throws SQLException {
    StatementCheck check = session.dialect().check(sql);
    if (check.kind() != StatementCheck.Kind.ORDINARY) {
      failedStatement = sql;
      failed(sql, List.of());
      throw new SQLException(
          check.kind() == StatementCheck.Kind.REFUSED
              ? check.reason()
              : check.reason()
                  + " Declare ExecutionOptions.DEFAULT.outsideTransaction() in options() for a"
                  + " migration that needs it.");
    }
  }

  @Override
  public void failed(String sql, List<? extends @Nullable Object> values) {
    session.discretion().failed(sql, values);
  }

  @Override
  public void prepared(String sql, Supplier<List<? extends @Nullable Object>> values) {
    session.discretion().prepared(sql, values);
  }

  @Override
  public <T extends @Nullable Object> T prepare(String sql, SqlCall<T> call) throws SQLException {
    check(sql);
    return send(sql, call);
  }

  @Override
  public <T extends @Nullable Object> T send(String sql, SqlCall<T> call) throws SQLException {
    requireTransaction();
    try {
      session.authorSettings().notice(sql);
      return call.run();
    } catch (SQLException e) {
      failedStatement = sql;
      lookForTransaction(e);
      throw e;
    }
  }

  private void requireTransaction() throws SQLException {
    if (lost != null) {
      throw new SQLException(
          "the database ended the transaction when an earlier statement failed, so nothing more is"
              + " sent: it would be committed at once",
          lost);
    }
  }

  @Override
  public Optional<SharedRequests> sharedRequests() {
    return session.dialect().takesSeveralStatements()
        ? Optional.of(this::sendTogether)
        : Optional.empty();
  }

  private void sendTogether(List<PlacedStatement> statements, SharedRequests.Sender sender)
      throws SQLException {
    requireTransaction();
    SharedRequest request = new SharedRequest(statements);
    try {
      for (PlacedStatement statement : statements) {
        session.authorSettings().notice(statement.sql());
      }
      sender.send(request.text());
    } catch (SQLException | RuntimeException e) {
      Optional<PlacedStatement> failing = request.failing(session, e);
      position = failing.map(PlacedStatement::position);
      failedStatement = failing.map(PlacedStatement::sql).orElse("");
      failed(failedStatement, List.of());
      if (e instanceof SQLException sql) {
        lost = sql;
      }
      throw e;
    }
  }

  private void lookForTransaction(SQLException reason) {
    try {
      session.execute(ClaimBody.RELEASE);
      session.execute(ClaimBody.SAVEPOINT);
    } catch (SQLException e) {
      reason.addSuppressed(e);
      lost = reason;
    }
  }
}
