package dev.showwise.migrate.internal.rehearsal;

import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.SentStatement;
import dev.showwise.migrate.SentStatement.Fate;
import dev.showwise.migrate.internal.guard.Recorder;
import dev.showwise.migrate.internal.guard.SqlCall;
import dev.showwise.migrate.internal.guard.StatementGate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what each migration sends to a scratch, and lets nothing through that would reach
 * something else.
 */
final class StatementLog implements Recorder {
  private final Scratch scratch;
  private final Map<MigrationLabel, List<SentStatement>> sent = new LinkedHashMap<>();

  StatementLog(Scratch scratch) {
    this.scratch = scratch;
  }

  /** What a migration sent in its last attempt. */
  List<SentStatement> of(MigrationLabel migration) {
    return List.copyOf(sent.getOrDefault(migration, List.of()));
  }

  /** The statements that were not executed. */
  List<Problem> leftOut() {
    List<Problem> found = new ArrayList<>();
    sent.forEach((migration, statements) -> statements.stream()
        .filter(statement -> statement.fate() == Fate.LEFT_OUT)
        .map(statement -> new Problem.NotRehearsed(
            migration,
            "'" + statement.sql().strip() + "'",
            "it cannot run in the transaction that is rolled back"))
        .forEach(found::add));
    return found;
  }

  @Override
  public StatementGate around(MigrationLabel migration, StatementGate gate) {
    List<SentStatement> attempt = new ArrayList<>();
    sent.put(migration, attempt);
    return new Gate(gate, attempt);
  }

  private final class Gate implements StatementGate {
    private final StatementGate next;
    private final List<SentStatement> attempt;

    Gate(StatementGate next, List<SentStatement> attempt) {
      this.next = next;
      this.attempt = attempt;
    }

    @Override
    public void check(String sql) throws SQLException {
      Optional<String> refusal = scratch.refusal(sql);
      if (refusal.isPresent()) {
        throw new SQLException(refusal.get());
      }
      next.check(sql);
    }

    @Override
    public String wording(String sql) throws SQLException {
      return next.wording(sql);
    }

    @Override
    public <T extends @Nullable Object> T prepare(String sql, SqlCall<T> call) throws SQLException {
      check(sql);
      long start = System.nanoTime();
      try {
        return next.prepare(sql, call);
      } catch (SQLException e) {
        note(sql, start, Fate.FAILED);
        throw e;
      }
    }

    @Override
    public <T extends @Nullable Object> T send(String sql, SqlCall<T> call) throws SQLException {
      return heard(sql, () -> next.send(sql, call));
    }

    @Override
    public <T extends @Nullable Object> T sendRepeatable(String sql, SqlCall<T> call)
        throws SQLException {
      return heard(sql, () -> next.sendRepeatable(sql, call));
    }

    private <T extends @Nullable Object> T heard(String sql, SqlCall<T> call) throws SQLException {
      long start = System.nanoTime();
      Fate fate = Fate.FAILED;
      try {
        T result = call.run();
        fate = scratch.leavesOut(sql) ? Fate.LEFT_OUT : Fate.DONE;
        return result;
      } finally {
        note(sql, start, fate);
      }
    }

    private void note(String sql, long start, Fate fate) {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      int last = attempt.size() - 1;
      if (last >= 0 && attempt.get(last).sql().equals(sql) && attempt.get(last).fate() == fate) {
        SentStatement before = attempt.remove(last);
        attempt.add(new SentStatement(sql, before.times() + 1, before.duration().plus(took), fate));
      } else {
        attempt.add(new SentStatement(sql, 1, took, fate));
      }
    }
  }
}
