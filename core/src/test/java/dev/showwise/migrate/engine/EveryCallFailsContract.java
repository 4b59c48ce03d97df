package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RepairConsent;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.RepairRequest;
import dev.showwise.migrate.faults.CallHook;
import dev.showwise.migrate.faults.FailingCall;
import dev.showwise.migrate.faults.Fault;
import dev.showwise.migrate.faults.WatchedSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * A run up and down in which one call to the driver fails, once for each call and each way to fail.
 * Afterwards a judge of its own looks: each migration is there or not, or the history says that it is
 * unfinished; what was reported is what is so; the next run finishes the work, after a repair where that is
 * what the page on the history says; and every connection went back as it came.
 */
interface EveryCallFailsContract {
  /** Where it happens. */
  FaultStage stage() throws Exception;

  /** What may go wrong there. */
  List<Fault> faults();

  /** How many runs a build has time for. */
  int budget();

  /** What else the engine is told. */
  default MigrationEngine.Builder configured(MigrationEngine.Builder builder) {
    return builder;
  }

  @Test
  default void nothing_is_lost_whatever_call_fails() throws Exception {
    long start = System.nanoTime();
    try (FaultStage stage = stage()) {
      FaultSweep sweep = FaultSweep.of(
          hook -> new Attempt(this, stage, hook).requireSuccess(), faults(), budget());
      Map<String, Integer> outcomes = new TreeMap<>();
      List<String> findings = new ArrayList<>();
      for (FaultSweep.Point point : sweep.points()) {
        FailingCall failing = new FailingCall(stage.product(), point.fault(), point.call());
        Attempt attempt = new Attempt(this, stage, failing);
        List<String> wrong = attempt.findings();
        String outcome = failing.failed().isEmpty() ? "no such call" : attempt.outcome();
        outcomes.merge(outcome, 1, Integer::sum);
        if (!wrong.isEmpty()) {
          findings.add(point + ", "
              + failing.failed().map(Object::toString).orElse("which was not made") + ": " + wrong);
        }
      }
      System.out.printf(
          "%s: %d calls, %d of %d faults in %d s, %s%n",
          stage.title(),
          sweep.calls(),
          sweep.points().size(),
          sweep.all(),
          (System.nanoTime() - start) / 1_000_000_000,
          outcomes);
      assertThat(sweep.calls()).isGreaterThan(200);
      assertThat(findings).isEmpty();
    }
  }

  /** One run with its fault, and what became of it. */
  final class Attempt implements MigrationListener {
    private final EveryCallFailsContract contract;
    private final FaultStage stage;
    private final DataSource real;
    private final WatchedSource watched;
    private final Set<String> told = new TreeSet<>();
    private final List<String> findings = new ArrayList<>();
    private Optional<Throwable> thrown = Optional.empty();

    Attempt(EveryCallFailsContract contract, FaultStage stage, CallHook hook) {
      this.contract = contract;
      this.stage = stage;
      this.real = stage.fresh();
      this.watched = new WatchedSource(real, stage.product(), hook);
    }

    private Migration[] migrations() {
      return Season.migrations(stage.alone());
    }

    private MigrationEngine engine(DataSource source, MigrationListener listener) {
      return contract
          .configured(MigrationEngine.builder(source)
              .migrations(migrations())
              .lockTimeout(Duration.ofSeconds(5))
              .listener(listener))
          .build();
    }

    @Override
    public void completed(Completed completed) {
      if (completed.event() == Event.REVERTED) {
        told.remove(completed.migration().name());
      } else {
        told.add(completed.migration().name());
      }
    }

    void requireSuccess() throws SQLException {
      Season.run(engine(watched, this));
      assertThat(watched.complaints()).isEmpty();
      SeasonJudge judge = SeasonJudge.of(real);
      assertThat(judge.contradictions(Set.of())).isEmpty();
      assertThat(judge.done()).containsExactlyInAnyOrder("seats", "people", "notes");
    }

    String outcome() {
      return thrown.map(e -> e.getClass().getSimpleName()).orElse("returned");
    }

    List<String> findings() throws SQLException {
      try {
        Season.run(engine(watched, this));
      } catch (Throwable e) {
        thrown = Optional.of(e);
      }
      boolean wasInterrupted = Thread.interrupted();
      watched.complaints().forEach(findings::add);
      judge(SeasonJudge.of(real));
      goOn();
      if (Thread.interrupted()) {
        findings.add("a later run interrupted the thread; it had been so: " + wasInterrupted);
      }
      if (!findings.isEmpty()) {
        findings.add("it " + thrown.map(Throwable::toString).orElse("returned"));
      }
      return findings;
    }

    private void judge(SeasonJudge judge) {
      findings.addAll(judge.contradictions(stage.stepwise()));
      Optional<MigrationReport.Failure> failure = report().flatMap(MigrationReport::failed);
      Set<String> said = new TreeSet<>(told);
      Set<String> is = judge.done();
      if (failure.isPresent() && failure.get().undone() == Undone.UNKNOWN) {
        String name = failure.get().migration().name();
        said.remove(name);
        is.remove(name);
      }
      said.removeAll(judge.unfinished());
      if (thrown.isEmpty() && !judge.unfinished().isEmpty()) {
        findings.add("it said nothing of what is unfinished: " + judge.unfinished());
      }
      if (!said.equals(is)) {
        findings.add("it said that " + said + " are done, and the history has " + is);
      }
      failure.ifPresent(f -> judge(f, judge));
    }

    private void judge(MigrationReport.Failure failure, SeasonJudge judge) {
      MigrationLabel label = failure.migration();
      // what is adopted was there before
      boolean wasThere = told.contains(label.name()) || label.name().equals("seats");
      SeasonJudge.State state = judge.states().get(label.name());
      SeasonJudge.State before = wasThere ? SeasonJudge.State.AFTER : SeasonJudge.State.BEFORE;
      if (failure.undone() == Undone.COMPLETELY && state != before) {
        findings.add("it said that " + label.name() + " was undone, and it is " + state);
      } else if (failure.undone() == Undone.NOT
          && Optional.ofNullable(judge.last().get(label.name()))
              .filter(row -> !row.isSettled())
              .isEmpty()) {
        findings.add("it said that " + label.name() + " is unfinished, and the history does not");
      }
    }

    private Optional<MigrationReport> report() {
      return thrown
          .filter(MigrationException.class::isInstance)
          .flatMap(e -> ((MigrationException) e).report());
    }

    /** What a person does who comes later: runs it again, and repairs what is said to need that. */
    private void goOn() throws SQLException {
      try {
        MigrationEngine engine = engine(real, new MigrationListener() {});
        try {
          engine.migrate();
        } catch (MigrationException.Refused e) {
          repair(engine, e);
          engine.migrate();
        }
        if (engine.migrate().outcome() != Outcome.NOTHING_TO_DO) {
          findings.add("there is something to do after the next run");
        }
        List<Problem> problems = engine.verify().problems();
        if (!problems.isEmpty()) {
          findings.add("after the next run verify says " + problems);
        }
        SeasonJudge judge = SeasonJudge.of(real);
        findings.addAll(judge.contradictions(Set.of()));
        if (judge.done().size() != Season.NAMES.size()) {
          findings.add("after the next run only these are there: " + judge.done());
        }
      } catch (MigrationException e) {
        findings.add("the next run does not go on: " + e);
      }
    }

    private void repair(MigrationEngine engine, MigrationException.Refused refused) {
      // the one that is not safe to repeat
      boolean isMeant = refused.report().orElseThrow().problems().stream()
          .filter(problem -> problem.severity() == Problem.Severity.ERROR)
          .allMatch(problem ->
              problem instanceof Problem.Unfinished && problem.message().contains("season:notes"));
      if (!isMeant || !stage.stepwise().contains("notes")) {
        throw refused;
      }
      engine.repair(RepairRequest.of("notes", RepairDecision.UNDO), RepairConsent.toAnyLoss());
    }
  }
}
