package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.internal.guard.SqlCall;
import dev.showwise.migrate.internal.guard.StatementGate;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.HistoryTable;
import dev.showwise.migrate.spi.Dialect.StatementCheck;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sends an author's statements one by one, each with a row of the history. A statement that can run in
 * a transaction shares one with its row; before one that cannot, its row is committed. Appending the
 * row is also the fence: it fails when another process has taken the claim over.
 */
final class StepGate implements StatementGate {
  private final Environment environment;
  private final Session session;
  private final HistoryTable table;
  private final History history;
  private final Attempt attempt;
  private final Patience patience;
  private int ordinal;
  private String failedStatement = "";

  StepGate(
      Environment environment,
      Session session,
      History history,
      Attempt attempt,
      Patience patience) {
    this.environment = environment;
    this.session = session;
    this.table = session.history(environment);
    this.history = history;
    this.attempt = attempt;
    this.patience = patience;
  }

  String failedStatement() {
    return failedStatement;
  }

  boolean hasSentAnything() {
    return ordinal > 0;
  }

  @Override
  public void check(String sql) throws SQLException {
    StatementCheck check = session.dialect().check(sql);
    if (check.kind() == StatementCheck.Kind.REFUSED) {
      failedStatement = sql;
      throw new SQLException(check.reason());
    }
  }

  @Override
  public <T extends @Nullable Object> T send(String sql, SqlCall<T> call) throws SQLException {
    boolean inTransaction = session.dialect().check(sql).kind() == StatementCheck.Kind.ORDINARY;
    String hash = Checksum.sha256("sha256", sql).toString();
    HistoryEntry row = attempt.row(
        history,
        Event.STEP,
        ordinal + 1,
        hash,
        Duration.ZERO,
        inTransaction ? "done with this row" : "");
    try {
      return inTransaction ? sendWith(row, call) : sendAfter(row, call);
    } catch (SQLException e) {
      failedStatement = sql;
      throw e;
    }
  }

  private <T extends @Nullable Object> T sendWith(HistoryEntry row, SqlCall<T> call)
      throws SQLException {
    Exclusive.begin(session, patience);
    T result;
    try {
      append(row);
      result = call.run();
      Exclusive.commit(session, patience);
    } catch (Throwable e) {
      session.rollback(e);
      throw e;
    }
    history.add(row);
    ordinal++;
    return result;
  }

  private <T extends @Nullable Object> T sendAfter(HistoryEntry row, SqlCall<T> call)
      throws SQLException {
    appendAlone(row);
    ordinal++;
    return call.run();
  }

  /** Appends a row in a transaction of its own. */
  void appendAlone(HistoryEntry row) throws SQLException {
    Exclusive.begin(session, patience);
    try {
      append(row);
      Exclusive.commit(session, patience);
    } catch (SQLException e) {
      if (session.rollback(e) || !isThereAllTheSame(row, e)) {
        throw e;
      }
    } catch (Throwable e) {
      session.rollback(e);
      throw e;
    }
    history.add(row);
  }

  /** Whether only the answer to the COMMIT was lost. */
  private boolean isThereAllTheSame(HistoryEntry row, SQLException failure) {
    session.abort(failure);
    return Settlement.isCommitted(environment, row, patience, failure).orElse(false);
  }

  private void append(HistoryEntry row) throws SQLException {
    if (table.lastSeq(session.connection()) != row.seq() - 1) {
      throw new SQLException(
          "another process took this migration over, because this one showed no sign of life; it"
              + " writes nothing more");
    }
    table.append(session.connection(), row);
  }
}
