package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.faults.CallHook;
import dev.showwise.migrate.faults.FailingCall;
import dev.showwise.migrate.faults.Fault;
import dev.showwise.migrate.faults.JdbcCall;
import dev.showwise.migrate.testkit.DatabaseProvider;
import dev.showwise.migrate.testkit.internal.Stage.Rows;
import java.sql.SQLException;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Interrupts it at each of its statements: once the statement fails, once it is done and the connection
 * is gone. A migration of very many statements is interrupted at {@value #MOST_POINTS} of them, the first
 * and the last among them.
 */
public final class InterruptionCheck {
  private static final int MOST_POINTS = 40;

  private static final List<Fault> FAULTS = List.of(
      new Fault(Fault.Kind.ERROR, Fault.Moment.BEFORE),
      new Fault(Fault.Kind.LOST_CONNECTION, Fault.Moment.AFTER));

  private final Subject subject;
  private final DatabaseProvider databases;

  /** On databases of one product. */
  public InterruptionCheck(Subject subject, DatabaseProvider databases) {
    this.subject = subject;
    this.databases = databases;
  }

  /** Tries it. */
  public void run() throws SQLException {
    Reference reference = Reference.of(subject, databases);
    for (int point : points(reference.statements())) {
      for (Fault fault : FAULTS) {
        interrupt(reference, point, fault);
      }
    }
  }

  private static NavigableSet<Integer> points(int statements) {
    NavigableSet<Integer> points = new TreeSet<>();
    int steps = Math.min(statements, MOST_POINTS);
    for (int i = 0; i < steps; i++) {
      points.add(steps == 1 ? 1 : 1 + i * (statements - 1) / (steps - 1));
    }
    return points;
  }

  private void interrupt(Reference reference, int point, Fault fault) throws SQLException {
    try (Stage stage = Stage.before(subject, databases, Rows.IN_ORDER)) {
      FailingCall failing = new FailingCall(stage.faultProduct(), fault, point, stage.work());
      Optional<MigrationException> thrown = migrate(stage, new Both(stage.work(), failing));
      if (failing.failed().isEmpty()) {
        return;
      }
      String where = where(stage, point, reference, fault);
      try {
        stage.migrate(stage.engine());
      } catch (MigrationException e) {
        throw notResumed(where, e);
      }
      List<String> differences = reference.differencesOf(stage.picture());
      if (!differences.isEmpty()) {
        throw different(thrown, where, differences);
      }
    }
  }

  private Optional<MigrationException> migrate(Stage stage, CallHook hook) {
    try {
      stage.migrate(stage.engineOn(stage.watched(hook)));
      return Optional.empty();
    } catch (MigrationException e) {
      return Optional.of(e);
    }
  }

  private static String where(Stage stage, int point, Reference reference, Fault fault) {
    List<String> sent = stage.work().sent();
    String sql = point <= sent.size() ? Work.shortened(sent.get(point - 1)) : "?";
    String how = fault.moment() == Fault.Moment.BEFORE
        ? "which failed"
        : "after which the connection was lost";
    return stage.product() + ", statement " + point + " of " + reference.statements() + ", " + how
        + ":\n" + sql;
  }

  private AssertionError notResumed(String where, MigrationException thrown) {
    boolean needsAPerson = thrown.report().stream()
        .flatMap(report -> report.problems().stream())
        .anyMatch(problem -> problem instanceof Problem.Unfinished);
    if (needsAPerson) {
      return Review.of(
              subject.className() + " cannot go on after an interruption on " + databases.product())
          .what("Part of it is done and committed, and the next run refuses to go on:\n"
              + thrown.getMessage())
          .where(where)
          .toDo("Let " + subject.terms().apply() + " do only what is missing ("
              + subject.terms().waysToRepeat() + ") and say so: "
              + subject.terms().safeToRepeat())
          .because(thrown)
          .failure();
    }
    return Review.of(subject.className() + " is not idempotent: after an interruption, applying it"
            + " again fails")
        .what(String.valueOf(thrown.getMessage()))
        .where(where)
        .toDo("Let " + subject.terms().apply() + " do only what is missing: "
            + subject.terms().waysToRepeat() + ".")
        .because(thrown)
        .failure();
  }

  private AssertionError different(
      Optional<MigrationException> thrown, String where, List<String> differences) {
    if (thrown.isEmpty()) {
      return Review.of(subject.className() + " hides the failure of a statement")
          .what(
              "A statement failed, the migration went on, and was recorded as applied. Compared with"
                  + " a run without failure:\n" + String.join("\n", differences))
          .where(where)
          .toDo("Let SQLExceptions pass; the engine rolls back and reports the statement.")
          .failure();
    }
    return Review.of(subject.className() + " is not idempotent: after an interruption, the next run"
            + " leaves something else")
        .what("Compared with a run without interruption:\n" + String.join("\n", differences))
        .where(where)
        .toDo("Let " + subject.terms().apply()
            + " do only what is missing, so that it may begin again from the start"
            + subject
                .terms()
                .choose(
                    "; and use no connection but the context's, whose work is rolled back.",
                    ": " + subject.terms().waysToRepeat() + "."))
        .because(thrown.get())
        .failure();
  }

  private record Both(CallHook first, CallHook second) implements CallHook {
    @Override
    public void before(JdbcCall call) throws SQLException {
      first.before(call);
      second.before(call);
    }

    @Override
    public void after(JdbcCall call) throws SQLException {
      first.after(call);
      second.after(call);
    }
  }
}
