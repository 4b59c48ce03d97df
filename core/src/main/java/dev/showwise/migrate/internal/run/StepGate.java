package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.ExecutionOptions.LockLimit;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.SourcePosition;
import dev.showwise.migrate.internal.guard.SqlCall;
import dev.showwise.migrate.internal.guard.StatementGate;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.HistoryTable;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import dev.showwise.migrate.spi.Dialect.StatementCheck;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends an author's statements one by one, each with a row of the history. A statement that can run in
 * a transaction shares one with its row; before one that cannot, its row is committed. Appending the
 * row is also the fence: it fails when another process has taken the claim over.
 */
final class StepGate implements StatementGate {
  /** Says of a row that its statement was committed with it. */
  static final String TOGETHER = "done with this row";

  private final Environment environment;
  private final Session session;
  private final HistoryTable table;
  private final History history;
  private final Attempt attempt;
  private final Patience patience;
  private final Optional<String> ownership;
  private final Optional<Heartbeat> heartbeat;
  private int ordinal;
  private int done;
  private String failedStatement = "";
  private Optional<SourcePosition> position = Optional.empty();
  private boolean outOfHand;
  private boolean unsettled;
  private Optional<Event> last = Optional.empty();

  /** What a claim hands over: the session that has it, and what shows others that it is alive. */
  record Claim(
      Session session,
      Attempt attempt,
      Optional<String> ownership,
      Optional<Heartbeat> heartbeat) {}

  StepGate(Environment environment, Claim claim, History history, Patience patience)
      throws SQLException {
    this.environment = environment;
    this.session = claim.session();
    this.table = session.history();
    this.history = history;
    this.attempt = claim.attempt();
    this.ownership = claim.ownership();
    this.heartbeat = claim.heartbeat();
    this.patience = patience;
    this.done = attempt.leftBefore();
  }

  /** Whether a statement was committed with its row. */
  static boolean isTogether(HistoryEntry row) {
    return row.detail().startsWith(TOGETHER);
  }

  /** Where the statement of a row is written, with a blank in front; empty if it is in no file. */
  static String place(HistoryEntry row) {
    return isTogether(row)
        ? row.detail().substring(TOGETHER.length())
        : row.detail().isEmpty() ? "" : " " + row.detail();
  }

  private String detail(boolean inTransaction) {
    String place = position.map(p -> "(" + p + ")").orElse("");
    if (!inTransaction) {
      return place;
    }
    return place.isEmpty() ? TOGETHER : TOGETHER + " " + place;
  }

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

  /** How many statements may have taken effect, those of attempts before this one counted as one. */
  int mayBeDone() {
    return done;
  }

  /** Whether a statement may still be at work on the server, which nobody can tell from here. */
  boolean isOutOfHand() {
    return outOfHand;
  }

  /** Whether it could not be found out what became of a COMMIT. */
  boolean isUnsettled() {
    return unsettled;
  }

  /** Whether the last row that was appended here says this. */
  boolean isAppended(Event event) {
    return last.equals(Optional.of(event));
  }

  @Override
  public void check(String sql) throws SQLException {
    StatementCheck check = session.dialect().check(sql);
    if (check.kind() == StatementCheck.Kind.REFUSED) {
      failedStatement = sql;
      failed(sql, List.of());
      throw new SQLException(check.reason());
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
  public <T extends @Nullable Object> T send(String sql, SqlCall<T> call) throws SQLException {
    return send(sql, call, 1);
  }

  @Override
  public <T extends @Nullable Object> T sendRepeatable(String sql, SqlCall<T> call)
      throws SQLException {
    return send(sql, call, session.isOnServer() ? lockLimit().attempts() : 1);
  }

  private LockLimit lockLimit() {
    return attempt.work().options().lockLimit();
  }

  private <T extends @Nullable Object> T send(String sql, SqlCall<T> call, int attempts)
      throws SQLException {
    session.authorSettings().notice(sql);
    boolean inTransaction = session.dialect().check(sql).kind() == StatementCheck.Kind.ORDINARY;
    String hash = Checksum.sha256("sha256", sql).toString();
    HistoryEntry row =
        attempt.row(history, Event.STEP, ordinal + 1, hash, Duration.ZERO, detail(inTransaction));
    if (!inTransaction) {
      appendAlone(row);
      if (session.isAborted()) {
        throw new SQLException(
            "the connection was lost when the next statement was announced; it was not sent");
      }
      ordinal++;
    }
    Retries retries = new Retries(attempts, environment.options().lease(), environment.listener());
    while (true) {
      try {
        return inTransaction ? sendWith(row, call) : sendAfter(sql, call);
      } catch (SQLException e) {
        failedStatement = sql;
        boolean didNothing = inTransaction || session.dialect().failsWithoutEffect(sql);
        if (!didNothing
            || !Exclusive.isInTheWay(session, e)
            || !retries.pause("a lock of the application", e)) {
          note(e, inTransaction, didNothing);
          throw e;
        }
      } catch (RuntimeException | Error e) {
        // a driver that fails so does not say what became of the statement
        done = Math.max(done, inTransaction ? ordinal + 1 : ordinal);
        throw e;
      }
    }
  }

  private void note(SQLException e, boolean inTransaction, boolean didNothing) {
    ErrorKind kind = session.dialect().classify(e);
    boolean lost = kind == ErrorKind.CONNECTION_LOST;
    // what commits by itself may fail to be written after it took effect
    boolean mayBeDone = kind == ErrorKind.INPUT_OUTPUT && !inTransaction;
    if (lost || mayBeDone || !didNothing) {
      done = Math.max(done, inTransaction ? ordinal + 1 : ordinal);
    }
    // the server goes on with what it was sent
    outOfHand |= lost && !inTransaction;
  }

  private <T extends @Nullable Object> T sendWith(HistoryEntry row, SqlCall<T> call)
      throws SQLException {
    Exclusive.begin(session, patience);
    T result;
    try {
      append(row);
      Optional<String> limit = session.dialect().limitLockWait(lockLimit().timeout());
      if (limit.isPresent()) {
        session.execute(limit.get());
      }
      result = call.run();
    } catch (Throwable e) {
      session.rollback(e);
      throw e;
    }
    commit(row);
    ordinal++;
    done = Math.max(done, ordinal);
    return result;
  }

  private <T extends @Nullable Object> T sendAfter(String sql, SqlCall<T> call)
      throws SQLException {
    T result = call.run();
    done = Math.max(done, ordinal);
    Optional<String> undone = session.dialect().leftUndone(session.connection(), sql);
    if (undone.isPresent()) {
      throw new SQLException(undone.get());
    }
    return result;
  }

  private void committed(HistoryEntry row) {
    history.add(row);
    last = Optional.of(row.event());
    heartbeat.ifPresent(beat -> beat.moveTo(row.seq()));
  }

  /** Appends a row in a transaction of its own, which may give way to others and begin again. */
  void appendAlone(HistoryEntry row) throws SQLException {
    while (true) {
      try {
        appendOnce(row);
        return;
      } catch (SQLException e) {
        if (session.isAborted()
            || !Exclusive.isInTheWay(session, e)
            || !patience.waitFor("another transaction that is in the way of the history")) {
          throw e;
        }
      }
    }
  }

  private void appendOnce(HistoryEntry row) throws SQLException {
    Exclusive.begin(session, patience);
    try {
      append(row);
    } catch (Throwable e) {
      session.rollback(e);
      throw e;
    }
    commit(row);
  }

  /**
   * Commits the transaction with a row. What becomes of it when the answer is missing, or is not that
   * others were in the way, is found out by appending the row once more.
   */
  private void commit(HistoryEntry row) throws SQLException {
    try {
      Exclusive.commit(session, patience);
    } catch (Throwable e) {
      boolean rolledBack = session.rollback(e);
      if (rolledBack && e instanceof SQLException sql && Exclusive.isInTheWay(session, sql)) {
        throw e;
      }
      session.abort(e);
      if (isTogether(row)) {
        // what failed is recorded on another connection: before this row, or after it
        done = Math.max(done, row.ordinal());
        throw e;
      }
      Optional<Boolean> there = Settlement.ensureAppended(environment, row, patience, e);
      unsettled |= there.isEmpty();
      if (!there.orElse(false)) {
        throw e;
      } else if (e instanceof Error) {
        committed(row);
        throw e;
      }
    }
    committed(row);
  }

  /**
   * Appends in the present transaction, if nobody has taken the claim over and the session is still the
   * one that has it.
   */
  private void append(HistoryEntry row) throws SQLException {
    boolean own;
    try {
      if (ownership.isPresent()) {
        own = table.appendIf(session.connection(), row, ownership.get());
      } else {
        table.append(session.connection(), row);
        own = true;
      }
    } catch (SQLException e) {
      if (session.dialect().classify(e) == ErrorKind.DUPLICATE_KEY) {
        throw new SQLException(
            "another process took this migration over, because this one showed no sign of life; it"
                + " writes nothing more",
            e);
      }
      throw e;
    }
    if (!own) {
      throw new SQLException(
          "the session that had the claim is not the one behind this connection any more: a driver that"
              + " reconnects by itself, or a pool of connections on the way, changed it. Nothing more"
              + " is sent. Connect to the server itself, without reconnecting");
    }
  }
}
